using Actors.Paxos;
using Actors.Registers;

namespace Actors.Log.Tests;

/// <summary>Registers as a node sees them that can be cut off from all others for a while.</summary>
internal sealed class PausedRegisters(IRegisters registers) : IRegisters
{
    /// <summary>Completes when the node is there.</summary>
    public Task Gate { get; set; } = Task.CompletedTask;

    public async Task<Outcome> ProposeAsync(RegisterKey key, Proposal proposal, CancellationToken cancellationToken = default)
    {
        await Gate.WaitAsync(cancellationToken);
        return await registers.ProposeAsync(key, proposal, cancellationToken);
    }

    public async Task<Outcome> ProposeSystemAsync(SystemKey key, Proposal proposal, CancellationToken cancellationToken = default)
    {
        await Gate.WaitAsync(cancellationToken);
        return await registers.ProposeSystemAsync(key, proposal, cancellationToken);
    }

    public async Task<Outcome> ReadAsync(RegisterKey key, CancellationToken cancellationToken = default)
    {
        await Gate.WaitAsync(cancellationToken);
        return await registers.ReadAsync(key, cancellationToken);
    }

    public async Task<Proposal> WaitAsync(RegisterKey key, CancellationToken cancellationToken = default)
    {
        var winner = await registers.WaitAsync(key, cancellationToken);
        await Gate.WaitAsync(cancellationToken);
        return (await registers.ReadAsync(key, cancellationToken)).Proposal ?? winner;
    }

    public Task<int> TrimAsync(SlotKey below, CancellationToken cancellationToken = default) => registers.TrimAsync(below, cancellationToken);

    public Task<IReadOnlyList<AcceptorView>> InspectAsync(RegisterKey key, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<IReadOnlyList<NodeView>> NodesAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();
}
