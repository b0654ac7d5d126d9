using Actors.Paxos;
using Actors.Registers;
using Actors.Replication;

namespace Actors.Log;

/// <summary>The slots of a log as registers.</summary>
internal sealed class LogSlots(IRegisters registers, string log)
{
    /// <summary>How many are read at a time.</summary>
    public const int BlockMax = 256;

    public string Name { get; } = new SlotKey(log, 0).Log;

    public RegisterKey Key(long slot) => new SlotKey(Name, slot).Key;

    /// <summary>Gets a slot decided.</summary>
    public Task<Outcome> ProposeAsync(long slot, Proposal proposal, CancellationToken cancellationToken) =>
        registers.ProposeSystemAsync(new SystemKey(new SlotKey(Name, slot)), proposal, cancellationToken);

    /// <summary>The winner of a slot, <see cref="TrimmedSlot.Proposal"/> if it was forgotten, null if it was undecided.</summary>
    /// <exception cref="RegisterException">No answer.</exception>
    public async Task<Proposal?> ReadAsync(long slot, CancellationToken cancellationToken) =>
        (await registers.ReadAsync(Key(slot), cancellationToken).ConfigureAwait(false)).Winner(Key(slot));

    /// <inheritdoc cref="ReadAsync(long, CancellationToken)"/>
    public Task<Proposal?[]> ReadAsync(IEnumerable<long> slots, CancellationToken cancellationToken) =>
        Task.WhenAll(slots.Select(slot => ReadAsync(slot, cancellationToken)));

    /// <summary>The winner of a slot once there is one.</summary>
    public Task<Proposal> WaitAsync(long slot, CancellationToken cancellationToken) => registers.WaitAsync(Key(slot), cancellationToken);

    /// <summary>The first undecided slot, where all below <paramref name="known"/> is known to be decided. Linearizable.</summary>
    public async Task<long> FindEndAsync(long known, CancellationToken cancellationToken)
    {
        var search = new EndSearch(known, Random.Shared);
        while (search.Next is { Count: > 0 } slots)
            search.OnLooked([.. (await ReadAsync(slots, cancellationToken).ConfigureAwait(false)).Select(winner => winner is not null)]);
        return search.End;
    }

    /// <summary>Forgets all slots below one, wherever a node is there to be told.</summary>
    public Task TrimAsync(long below, CancellationToken cancellationToken) =>
        below <= 0 ? Task.CompletedTask : registers.TrimAsync(new SlotKey(Name, below), cancellationToken);
}
