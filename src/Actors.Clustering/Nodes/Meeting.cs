using Actors.Clustering.Transport;
using Actors.Engine.Identity;
using Microsoft.Extensions.Logging;

namespace Actors.Clustering.Nodes;

/// <summary>Waits until a majority of the nodes of one and the same cluster is up, and says whom it waits for.</summary>
internal sealed partial class Meeting(string self, ClusterIdentity identity, PeerClient peers, ILogger logger, TimeProvider time)
{
    private static readonly TimeSpan AskInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan FirstLine = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan NextLine = TimeSpan.FromSeconds(10);

    /// <summary>Asks the others until enough of them answer; what the engine needs then.</summary>
    /// <param name="engine">Judges the answers.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public Task<StartStep> WaitAsync(StartEngine engine, CancellationToken cancellationToken) =>
        UntilAsync(() => engine.Start, answers => engine.OnAnswers(answers) is not StartStep.Ask and var step ? step : null, cancellationToken);

    /// <summary>Asks the others what a node is whose store has never been used.</summary>
    public Task<ClusterIdentity> FindAsync(CancellationToken cancellationToken) => UntilAsync(() => null, identity.Joined, cancellationToken);

    /// <summary>Whom it waits for; null before it has asked.</summary>
    public string? WaitsBecause { get; private set; }

    private async Task<T> UntilAsync<T>(Func<StartRecord?> start, Func<IReadOnlyList<NodeAnswer>, T?> judge, CancellationToken cancellationToken) where T : class
    {
        var began = time.GetTimestamp();
        var nextLine = FirstLine;
        while (true)
        {
            var answers = await peers.DescribeAsync(start(), cancellationToken);
            if (judge([.. answers.Select(answer => answer.ToAnswer())]) is { } enough) return enough;
            WaitsBecause = $"waits for {identity.Nodes.Count / 2 + 1} of {identity.Nodes.Count} nodes: {Describe(answers)}.";
            if (time.GetElapsedTime(began) >= nextLine)
            {
                LogWaits(self, WaitsBecause);
                nextLine += NextLine;
            }
            await Task.Delay(AskInterval, time, cancellationToken);
        }
    }

    private string Describe(IReadOnlyList<NodeDescription> answers) => string.Join(", ", peers.Others.Select(node =>
        answers.FirstOrDefault(answer => answer.Node == node) is not { } answer ? $"{node} does not answer"
        : identity.DifferenceTo(answer.Cluster) is { } difference ? $"{node} is of another cluster ({difference})"
        : $"{node} is here"));

    [LoggerMessage(Level = LogLevel.Warning, Message = "Node {Node} {Reason}")]
    private partial void LogWaits(string node, string reason);
}
