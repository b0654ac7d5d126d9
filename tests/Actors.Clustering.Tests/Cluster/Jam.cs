using System.Collections.Concurrent;
using Actors.Engine;
using Actors.Runtime;

namespace Actors.Clustering.Tests.Cluster;

/// <summary>A way to the other nodes on which some batches stay under way for as long as their sender waits for them.</summary>
/// <param name="way">For the others.</param>
internal sealed class Jam(IAcceptorTransport way) : IAcceptorTransport
{
    private readonly ConcurrentBag<string> _stuck = [];

    /// <summary>Which batches get stuck from now on.</summary>
    public Predicate<AcceptorRequest> Sticks { get; set; } = _ => false;

    /// <summary>The nodes to which a batch got stuck, in no order.</summary>
    public IReadOnlyCollection<string> Stuck => _stuck;

    /// <summary>Options under which a batch is given up after everything else, and nothing travels beside it to the same node.</summary>
    public static void Patiently(Hosting.WriteOnceClusteringOptions options)
    {
        options.MessageTimeout = options.Proposer.SuspectAfter = TimeSpan.FromMinutes(5);
        options.Proposer.BatchesUnderWayMax = 1;
        options.OperationTimeout = TimeSpan.FromSeconds(20);
        options.Proposer.NoQuorumAfter = TimeSpan.FromSeconds(20);
    }

    public async Task<AcceptorAnswer> SendAsync(string node, AcceptorRequest request, CancellationToken cancellationToken)
    {
        if (!Sticks(request)) return await way.SendAsync(node, request, cancellationToken);
        _stuck.Add(node);
        await Task.Delay(Timeout.Infinite, cancellationToken);
        throw new InvalidOperationException("It never arrives.");
    }
}
