using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Actors.Grains.Hosting;

/// <summary>Makes the start of a silo wait until a majority of the nodes votes, so that the first call of the application finds registers that decide.</summary>
internal sealed partial class ServingWait(WriteOnceNode node, IOptions<WriteOnceOptions> options, TimeProvider time, ILogger<ServingWait> logger)
    : ILifecycleParticipant<ISiloLifecycle>
{
    private static readonly TimeSpan AskInterval = TimeSpan.FromMilliseconds(100), FirstLine = TimeSpan.FromSeconds(1), NextLine = TimeSpan.FromSeconds(10);

    // At this stage the others know the silo and call it. Before it they would wait for each other.
    public void Participate(ISiloLifecycle lifecycle) => lifecycle.Subscribe(nameof(ServingWait), ServiceLifecycleStage.Active, WaitAsync);

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        var (timeout, began, nextLine) = (options.Value.StartTimeout, time.GetTimestamp(), FirstLine);
        while (timeout > TimeSpan.Zero)
        {
            var silent = await node.FindSilentAsync();
            if (node.Node.Layout.Nodes.Count - silent.Count is var voting && voting > silent.Count) return;
            var waited = time.GetElapsedTime(began);
            if (waited >= timeout) throw NotServing(silent, timeout);
            if (waited >= nextLine)
            {
                LogWaits(node.Name, voting, string.Join(", ", silent));
                nextLine += NextLine;
            }
            await Task.Delay(AskInterval, time, cancellationToken);
        }
    }

    private NoQuorumException NotServing(IReadOnlyList<string> silent, TimeSpan timeout) => new(
        $"Node '{node.Name}': no majority of the nodes voted within {timeout.TotalSeconds:0.#} s after the silo started. These nodes do not vote: {string.Join(", ", silent)}.",
        $"Start them at the same time, or set {nameof(WriteOnceOptions)}.{nameof(WriteOnceOptions.StartTimeout)} to zero to start without waiting.");

    [LoggerMessage(Level = LogLevel.Warning, Message = "Node {Node} waits for a majority: {Voting} nodes vote, and these do not: {Silent}.")]
    private partial void LogWaits(string node, int voting, string silent);
}
