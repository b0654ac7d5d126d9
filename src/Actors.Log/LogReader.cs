using Actors.Paxos;
using Actors.Replication;

namespace Actors.Log;

/// <summary>Reads a log in order from some slot on, having looked at the slots before it, so that it knows what is repeated.</summary>
internal sealed class LogReader(LogSlots slots, long from)
{
    private readonly LogReplica _replica = new(Math.Max(0, from - EntryWindow.DefaultSlots), new EntryWindow());

    /// <summary>The first slot that was not read.</summary>
    public long Next => _replica.Next;

    /// <summary>Some of the slots below <paramref name="end"/>, which are all decided; those without entries are left out.</summary>
    /// <exception cref="LogTrimmedException">They are not there any more.</exception>
    public async Task<IReadOnlyList<AppliedSlot>> ReadAsync(long end, CancellationToken cancellationToken)
    {
        var first = _replica.Next;
        var block = Enumerable.Range(0, (int)Math.Min(LogSlots.BlockMax, end - first)).Select(i => first + i).ToArray();
        var winners = await slots.ReadAsync(block, cancellationToken).ConfigureAwait(false);
        if (winners.Contains(TrimmedSlot.Proposal)) throw new LogTrimmedException(slots.Name, Math.Max(from, first));
        for (var i = 0; i < block.Length; i++)
            if (winners[i] is { } winner) _replica.OnDecided(block[i], SlotBatch.Decode(winner.Value));
        var applied = new List<AppliedSlot>();
        while (_replica.TakeApplied() is { } slot)
            if (slot.Slot >= from && slot.Fresh.Any()) applied.Add(slot);
        return applied;
    }
}
