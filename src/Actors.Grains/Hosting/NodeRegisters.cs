using Actors.Grains.Placement;
using Actors.Paxos;
using Actors.Registers;
using Actors.Runtime;

namespace Actors.Grains.Hosting;

/// <summary>The registers as seen from inside a silo: straight into its node.</summary>
internal sealed class NodeRegisters(RegisterNode node, IGrainFactory grains, LiveNodes nodes, TimeSpan messageTimeout, TimeProvider time) : IRegisters
{
    public Task<Outcome> ProposeAsync(RegisterKey key, Proposal proposal, CancellationToken cancellationToken = default)
    {
        KeySpace.RequireWritable(key);
        return ProposeAnyAsync(key, proposal, cancellationToken);
    }

    public Task<Outcome> ProposeSystemAsync(SystemKey key, Proposal proposal, CancellationToken cancellationToken = default) =>
        ProposeAnyAsync(key.Key, proposal, cancellationToken);

    /// <summary>For this node's own keys too.</summary>
    public Task<Outcome> ProposeAnyAsync(RegisterKey key, Proposal proposal, CancellationToken cancellationToken = default) =>
        UnlessStopped(node.ProposeAsync(key, proposal, cancellationToken));

    public Task<Outcome> ReadAsync(RegisterKey key, CancellationToken cancellationToken = default) =>
        UnlessStopped(node.ReadAsync(key, cancellationToken));

    public Task<Proposal> WaitAsync(RegisterKey key, CancellationToken cancellationToken = default) =>
        node.Layout.AcceptorsOf(key).Select(acceptor => node.Layout.Nodes[acceptor]).ToList() is var acceptors && acceptors.Contains(node.Name)
            ? UnlessStopped(node.WaitAsync(key, cancellationToken))
            : WaitElsewhereAsync(key, acceptors, cancellationToken);

    public async Task<IReadOnlyList<AcceptorView>> InspectAsync(RegisterKey key, CancellationToken cancellationToken = default) =>
        await Task.WhenAll(node.Layout.AcceptorsOf(key).Select(async acceptor =>
        {
            var name = node.Layout.Nodes[acceptor];
            return new AcceptorView(name, await node.InspectAsync(name, key, cancellationToken));
        }));

    public async Task<IReadOnlyList<NodeView>> NodesAsync(CancellationToken cancellationToken = default) =>
        await Task.WhenAll(node.Layout.Nodes.Select(name => DescribeAsync(name, cancellationToken)));

    public Task<int> TrimAsync(SlotKey below, CancellationToken cancellationToken = default) => UnlessStopped(node.TrimAsync(below, cancellationToken));

    /// <summary>
    /// Hints go to the acceptors of a register only, so a node that is none of them waits on one that is, and looks itself now and then all the same.
    /// </summary>
    private Task<Proposal> WaitElsewhereAsync(RegisterKey key, List<string> acceptors, CancellationToken cancellationToken)
    {
        var turn = 0;
        return WaitRace.RunAsync(
            ended => UnlessStopped(node.WaitAsync(key, ended)), _ => AskAsync(acceptors[turn++ % acceptors.Count]), messageTimeout / 10, time, cancellationToken);

        async Task<Proposal?> AskAsync(string acceptor)
        {
            nodes.Require(acceptor);
            return await grains.GetGrain<IAcceptorGrain>(acceptor).WaitAsync(key.Value);
        }
    }

    /// <summary>In the words of Orleans, whose callers know what to do when a silo goes away.</summary>
    private static async Task<T> UnlessStopped<T>(Task<T> call)
    {
        try
        {
            return await call.ConfigureAwait(false);
        }
        catch (NodeStoppedException exception)
        {
            // Without the inner one: it has no codec, so the client would be told of that instead, and not try another node.
            throw new SiloUnavailableException(exception.Message);
        }
    }

    private async Task<NodeView> DescribeAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            nodes.Require(name);
            return await grains.GetGrain<IAcceptorGrain>(name).DescribeAsync().WaitAsync(messageTimeout, time, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return new NodeView(name, Answers: false, exception.Message, null, null);
        }
    }
}
