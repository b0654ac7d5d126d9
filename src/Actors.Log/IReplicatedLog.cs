using Actors.Replication;

namespace Actors.Log;

/// <summary>
/// A log that every node of a cluster sees alike: entries in slots, numbered from 0, each slot decided once and for ever.
/// <code>
/// await using var orders = registers.Log&lt;OrderEvent&gt;("orders");
/// var slot = await orders.AppendAsync(new OrderEvent(17, "placed"));
/// await foreach (var each in orders.TailAsync(slot, ct)) Show(each.Slot, each.Entries);
/// </code>
/// Keep it: what is appended through one object at the same time travels together.
/// </summary>
/// <remarks>
/// Entries whose appends overlap in time may come in either order. All calls throw <see cref="NoQuorumException"/> and
/// <see cref="UnknownOutcomeException"/> as <see cref="IWriteOnce{T}"/> does.
/// </remarks>
public interface IReplicatedLog<T> : IAsyncDisposable
{
    /// <summary>An id for an entry that is about to be appended. Whoever keeps it can repeat the append on any node, however late, and counts once.</summary>
    /// <param name="value">Names the entry; a new uuid if null. The same uuid with a new id is still recognised for 4096 slots.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    Task<EntryId> NewIdAsync(Guid? value = null, CancellationToken cancellationToken = default);

    /// <summary>Appends an entry, exactly once for an id. Completes when the entry and all before it are decided.</summary>
    /// <returns>The slot that holds it.</returns>
    /// <exception cref="UnknownOutcomeException">
    /// It may yet get in: ask again under the same id. Or the id is so old that this attempt does not count, and whether an earlier one did is forgotten.
    /// </exception>
    /// <exception cref="ArgumentException">The entry is too large, or has text with an unpaired surrogate.</exception>
    /// <exception cref="LogFullException">More than 32 MiB wait to be appended here, maybe since there is no quorum. Nothing was done.</exception>
    Task<long> AppendAsync(T entry, EntryId id, CancellationToken cancellationToken = default);

    /// <summary>Appends an entry under a new id: repeating the call appends another one.</summary>
    /// <inheritdoc cref="AppendAsync(T, EntryId, CancellationToken)"/>
    async Task<long> AppendAsync(T entry, CancellationToken cancellationToken = default) =>
        await AppendAsync(entry, await NewIdAsync(null, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>The slots from one up to another, or to the end of the log as it is now, whichever comes first; those without entries are left out.</summary>
    /// <exception cref="LogTrimmedException">What is asked for is not there any more.</exception>
    IAsyncEnumerable<LogSlot<T>> ReadAsync(long from, long to = long.MaxValue, CancellationToken cancellationToken = default);

    /// <summary>
    /// All slots from one on, for ever: waits for those to come, and outlasts the death of whichever node it reads from. To resume, begin with the slot
    /// after the last that was seen.
    /// </summary>
    /// <inheritdoc cref="ReadAsync"/>
    IAsyncEnumerable<LogSlot<T>> TailAsync(long from, CancellationToken cancellationToken = default);

    /// <summary>How many slots there are. Linearizable: whatever was appended before the call is below.</summary>
    Task<long> LengthAsync(CancellationToken cancellationToken = default);

    /// <summary>Gives back the space of all slots below one. Reading them is an error from now on; some 4096 of them are kept to recognise repeated entries.</summary>
    Task TrimAsync(long below, CancellationToken cancellationToken = default);
}
