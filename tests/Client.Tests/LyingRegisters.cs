using Actors.Paxos;
using Actors.Registers;

namespace Actors.Client.Tests;

/// <summary>A node that bends the answers of the others.</summary>
internal sealed class LyingRegisters(
    IRegisters honest, Func<Proposal, Outcome, Outcome>? propose = null, Func<Outcome, Outcome>? read = null) : IRegisters
{
    public async Task<Outcome> ProposeAsync(RegisterKey key, Proposal proposal, CancellationToken cancellationToken = default)
    {
        var outcome = await honest.ProposeAsync(key, proposal, cancellationToken);
        return propose is null ? outcome : propose(proposal, outcome);
    }

    public async Task<Outcome> ReadAsync(RegisterKey key, CancellationToken cancellationToken = default)
    {
        var outcome = await honest.ReadAsync(key, cancellationToken);
        return read is null ? outcome : read(outcome);
    }

    public Task<Proposal> WaitAsync(RegisterKey key, CancellationToken cancellationToken = default) => honest.WaitAsync(key, cancellationToken);

    public Task<IReadOnlyList<AcceptorView>> InspectAsync(RegisterKey key, CancellationToken cancellationToken = default) =>
        honest.InspectAsync(key, cancellationToken);

    public Task<IReadOnlyList<NodeView>> NodesAsync(CancellationToken cancellationToken = default) => honest.NodesAsync(cancellationToken);
}
