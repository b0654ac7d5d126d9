using Actors.Grains.Hosting;
using Actors.Paxos;
using Actors.Registers;
using Orleans.Concurrency;

namespace Actors.Grains.Nodes;

/// <summary>The way to a node for clients: it runs where the call arrives, and keeps nothing itself.</summary>
[StatelessWorker(1), Reentrant]
internal sealed class NodeGrain(WriteOnceNode node) : Grain, INodeGrain
{
    public Task<Greeting> GreetAsync() => node.GreetAsync();

    public Task<NodeAnswer> ProcessAsync(string terms, string to, byte[] batch) => node.ProcessAsync(terms, to, batch);

    public Task<IReadOnlyList<AcceptorView>> InspectAsync(string key) => node.Registers.InspectAsync(new RegisterKey(key));

    public Task<int> TrimAsync(string log, long below)
    {
        var slot = new SlotKey(log, below);
        return KeySpace.KindOfAny(slot.Key) == KeyKind.Identity ? throw new ArgumentException($"Only nodes trim log '{log}'.", nameof(log)) : node.Registers.TrimAsync(slot);
    }

    public Task<IReadOnlyList<NodeView>> NodesAsync() => node.Registers.NodesAsync();
}
