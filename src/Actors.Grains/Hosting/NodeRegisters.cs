using Actors.Engine;
using Actors.Grains.Proposers;
using Actors.Paxos;
using Actors.Registers;

namespace Actors.Grains.Hosting;

/// <summary>The registers as seen from inside a silo: straight into the node's proposer.</summary>
internal sealed class NodeRegisters(
    ClusterLayout layout, ProposerLoop proposer, AcceptorTransport transport, IGrainFactory grains, WriteOnceOptions options, TimeProvider time)
    : IRegisters
{
    public Task<Outcome> ProposeAsync(RegisterKey key, Proposal proposal, CancellationToken cancellationToken = default) =>
        proposer.ProposeAsync(key, proposal, options.OperationTimeout, cancellationToken);

    public Task<Outcome> ReadAsync(RegisterKey key, CancellationToken cancellationToken = default) =>
        proposer.ReadAsync(key, options.OperationTimeout, cancellationToken);

    public Task<Proposal> WaitAsync(RegisterKey key, CancellationToken cancellationToken = default) =>
        proposer.WaitAsync(key, cancellationToken);

    public async Task<IReadOnlyList<AcceptorView>> InspectAsync(RegisterKey key, CancellationToken cancellationToken = default) =>
        await Task.WhenAll(layout.AcceptorsOf(key).Select(acceptor => InspectAsync(layout.Nodes[acceptor], key, cancellationToken)));

    public async Task<IReadOnlyList<NodeView>> NodesAsync(CancellationToken cancellationToken = default) =>
        await Task.WhenAll(layout.Nodes.Select(node => DescribeAsync(node, cancellationToken)));

    private async Task<AcceptorView> InspectAsync(string node, RegisterKey key, CancellationToken cancellationToken)
    {
        try
        {
            var replies = await transport.SendAsync(node, [new RegisterMessage(key, new Read())]).WaitAsync(options.MessageTimeout, time, cancellationToken);
            return new AcceptorView(node, replies[0] switch
            {
                Report report => new AcceptorState(report.Promised, report.Accepted, null),
                Chosen chosen => AcceptorState.Initial with { Chosen = chosen.Proposal },
                _ => null,
            });
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && exception is not OutOfMemoryException)
        {
            return new AcceptorView(node, null);
        }
    }

    private async Task<NodeView> DescribeAsync(string node, CancellationToken cancellationToken)
    {
        try
        {
            return await grains.GetGrain<IAcceptorGrain>(node).DescribeAsync().WaitAsync(options.MessageTimeout, time, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && exception is not OutOfMemoryException)
        {
            return new NodeView(node, Answers: false, exception.Message, null, null);
        }
    }
}
