using Actors.Paxos;
using Actors.Registers;

namespace Actors.Silo.Tests;

/// <summary>Registers of which every call ends in one and the same way.</summary>
internal sealed class StubRegisters(OutcomeKind outcome) : IRegisters
{
    private Outcome Outcome { get; } = new(outcome, null, 2, 3);

    public Task<Outcome> ProposeAsync(RegisterKey key, Proposal proposal, CancellationToken cancellationToken = default) => Task.FromResult(Outcome);

    public Task<Outcome> ProposeSystemAsync(SystemKey key, Proposal proposal, CancellationToken cancellationToken = default) => Task.FromResult(Outcome);

    public Task<Outcome> ReadAsync(RegisterKey key, CancellationToken cancellationToken = default) => Task.FromResult(Outcome);

    public Task<Proposal> WaitAsync(RegisterKey key, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<IReadOnlyList<AcceptorView>> InspectAsync(RegisterKey key, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<IReadOnlyList<NodeView>> NodesAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
