using Actors.Grains.Hosting;
using Actors.Grains.Placement;
using Actors.Paxos;
using Actors.Registers;
using Orleans.Concurrency;
using Orleans.GrainDirectory;
using Orleans.Placement;

namespace Actors.Grains.Acceptors;

/// <summary>
/// The way to a node's acceptors from other nodes. It keeps nothing itself: were Orleans to run two of it, both would stand in front of the
/// same store and its one writer.
/// </summary>
[NodePlacement, GrainDirectory(NoGrainDirectory.Name), Immovable, KeepAlive, Reentrant]
internal sealed class AcceptorGrain(WriteOnceNode node) : Grain, IAcceptorGrain
{
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        // Placement goes by membership, which may be wrong; answering in another node's name would be voting twice.
        if (this.GetPrimaryKeyString() != node.Name)
            throw new InvalidOperationException($"The acceptors of '{this.GetPrimaryKeyString()}' cannot run on node '{node.Name}'.");
        return Task.CompletedTask;
    }

    public Task<byte[]> ProcessAsync(byte[] batch) => node.ProcessAsync(batch);

    public Task<Proposal?> WaitAsync(string key) => Hold.WaitAsync(node.Registers, new RegisterKey(key), CancellationToken.None);

    public Task<NodeView> DescribeAsync() => Task.FromResult(node.Describe());
}
