using Actors.Paxos;
using Actors.Registers;
using Actors.Runtime;

namespace Actors.Grains.Hosting;

/// <summary>The registers as seen from inside a silo: straight into its node.</summary>
internal sealed class NodeRegisters(RegisterNode node, IGrainFactory grains, TimeSpan messageTimeout, TimeProvider time) : IRegisters
{
    public Task<Outcome> ProposeAsync(RegisterKey key, Proposal proposal, CancellationToken cancellationToken = default) =>
        UnlessStopped(node.ProposeAsync(key, proposal, cancellationToken));

    public Task<Outcome> ReadAsync(RegisterKey key, CancellationToken cancellationToken = default) =>
        UnlessStopped(node.ReadAsync(key, cancellationToken));

    public Task<Proposal> WaitAsync(RegisterKey key, CancellationToken cancellationToken = default) =>
        UnlessStopped(node.WaitAsync(key, cancellationToken));

    public async Task<IReadOnlyList<AcceptorView>> InspectAsync(RegisterKey key, CancellationToken cancellationToken = default) =>
        await Task.WhenAll(node.Layout.AcceptorsOf(key).Select(async acceptor =>
        {
            var name = node.Layout.Nodes[acceptor];
            return new AcceptorView(name, await node.InspectAsync(name, key, cancellationToken));
        }));

    public async Task<IReadOnlyList<NodeView>> NodesAsync(CancellationToken cancellationToken = default) =>
        await Task.WhenAll(node.Layout.Nodes.Select(name => DescribeAsync(name, cancellationToken)));

    /// <summary>In the words of Orleans, whose callers know what to do when a silo goes away.</summary>
    private static async Task<T> UnlessStopped<T>(Task<T> call)
    {
        try
        {
            return await call;
        }
        catch (NodeStoppedException exception)
        {
            throw new SiloUnavailableException(exception.Message, exception);
        }
    }

    private async Task<NodeView> DescribeAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return await grains.GetGrain<IAcceptorGrain>(name).DescribeAsync().WaitAsync(messageTimeout, time, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return new NodeView(name, Answers: false, exception.Message, null, null);
        }
    }
}
