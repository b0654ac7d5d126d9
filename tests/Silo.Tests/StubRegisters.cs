using Actors.Paxos;
using Actors.Registers;

namespace Actors.Silo.Tests;

/// <summary>Registers of which every call ends in one and the same way.</summary>
internal sealed class StubRegisters(OutcomeKind outcome, Exception? instead = null) : IRegisters
{
    private Outcome Outcome { get; } = new(outcome, null, 2, 3);

    public Task<Outcome> ProposeAsync(RegisterKey key, Proposal proposal, CancellationToken cancellationToken = default) => EndAsync();

    public Task<Outcome> ProposeSystemAsync(SystemKey key, Proposal proposal, CancellationToken cancellationToken = default) => EndAsync();

    public Task<Outcome> ReadAsync(RegisterKey key, CancellationToken cancellationToken = default) => EndAsync();

    private Task<Outcome> EndAsync() => instead is null ? Task.FromResult(Outcome) : Task.FromException<Outcome>(instead);

    public Task<Proposal> WaitAsync(RegisterKey key, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<IReadOnlyList<AcceptorView>> InspectAsync(RegisterKey key, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<IReadOnlyList<NodeView>> NodesAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
