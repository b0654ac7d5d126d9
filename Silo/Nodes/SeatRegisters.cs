using Actors.Paxos;
using Actors.Registers;

namespace Actors.Silo.Nodes;

/// <summary>The registers through one node, running or not.</summary>
internal sealed class SeatRegisters(Node node) : IRegisters
{
    private static readonly Outcome NoNode = new(OutcomeKind.NoQuorum, null, 0, 0), Stopped = new(OutcomeKind.Unknown, null, 0, 0);

    public bool IsRunning => node.Registers is not null;

    public Task<Outcome> ProposeAsync(RegisterKey key, Proposal proposal, CancellationToken cancellationToken = default) =>
        OutcomeAsync(registers => registers.ProposeAsync(key, proposal, cancellationToken));

    public Task<Outcome> ProposeSystemAsync(SystemKey key, Proposal proposal, CancellationToken cancellationToken = default) =>
        OutcomeAsync(registers => registers.ProposeSystemAsync(key, proposal, cancellationToken));

    public Task<Outcome> ReadAsync(RegisterKey key, CancellationToken cancellationToken = default) =>
        OutcomeAsync(registers => registers.ReadAsync(key, cancellationToken));

    /// <exception cref="NoQuorumException">The node does not run, or stops.</exception>
    public Task<Proposal> WaitAsync(RegisterKey key, CancellationToken cancellationToken = default) =>
        RequireAsync(registers => registers.WaitAsync(key, cancellationToken));

    /// <exception cref="NoQuorumException">The node does not run, or stops.</exception>
    public Task<IReadOnlyList<AcceptorView>> InspectAsync(RegisterKey key, CancellationToken cancellationToken = default) =>
        RequireAsync(registers => registers.InspectAsync(key, cancellationToken));

    /// <exception cref="NoQuorumException">The node does not run, or stops.</exception>
    public Task<IReadOnlyList<NodeView>> NodesAsync(CancellationToken cancellationToken = default) =>
        RequireAsync(registers => registers.NodesAsync(cancellationToken));

    private async Task<Outcome> OutcomeAsync(Func<IRegisters, Task<Outcome>> call)
    {
        if (node.Registers is not { } registers) return NoNode;
        try
        {
            return await call(registers);
        }
        catch (SiloUnavailableException)
        {
            return Stopped;
        }
    }

    private async Task<T> RequireAsync<T>(Func<IRegisters, Task<T>> call)
    {
        try
        {
            return await call(node.Registers ?? throw new SiloUnavailableException());
        }
        catch (SiloUnavailableException exception)
        {
            throw new NoQuorumException($"Node {node.Name} does not run.", inner: exception);
        }
    }
}
