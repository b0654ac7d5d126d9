using Actors.Grains.Hosting;
using Actors.Paxos;
using Actors.Registers;
using Orleans.Concurrency;

namespace Actors.Grains.Proposers;

/// <summary>The way to a node's proposer for clients: it runs where the call arrives, and keeps nothing itself.</summary>
[StatelessWorker(1), Reentrant, KeepAlive]
internal sealed class ProposerGrain(WriteOnceNode node) : Grain, IProposerGrain
{
    public Task<byte[]> CallAsync(byte[] calls) => node.CallAsync(calls);

    public Task<IReadOnlyList<AcceptorView>> InspectAsync(string key) => node.Registers.InspectAsync(new RegisterKey(key));

    public Task<int> TrimAsync(string log, long below) => node.Registers.TrimAsync(new SlotKey(log, below));

    public Task<IReadOnlyList<NodeView>> NodesAsync() => node.Registers.NodesAsync();
}
