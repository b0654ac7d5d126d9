using Actors.Paxos;
using Actors.Registers;

namespace Actors.Demo.Tests;

/// <summary>Registers that never have an answer.</summary>
internal sealed class SilentRegisters(OutcomeKind outcome) : IRegisters
{
    public Task<Outcome> ProposeAsync(RegisterKey key, Proposal proposal, CancellationToken cancellationToken = default) =>
        Task.FromResult(new Outcome(outcome, null, 1, 0));

    public Task<Outcome> ProposeSystemAsync(SystemKey key, Proposal proposal, CancellationToken cancellationToken = default) =>
        Task.FromResult(new Outcome(outcome, null, 1, 0));

    public Task<Outcome> ReadAsync(RegisterKey key, CancellationToken cancellationToken = default) => Task.FromResult(new Outcome(outcome, null, 1, 0));

    public Task<Proposal> WaitAsync(RegisterKey key, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<IReadOnlyList<AcceptorView>> InspectAsync(RegisterKey key, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<NodeView>> NodesAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
