using Actors.Paxos;

namespace Actors.Engine;

/// <summary>
/// The durable memory of one node's acceptor: a map from register to state, one writer. Synchronous, so that store, adopt, answer is
/// the order of three lines and not of three callbacks.
/// </summary>
/// <remarks>
/// <see cref="Read"/> may be called from any thread at any time; <see cref="Write"/>, <see cref="Note"/>, <see cref="Reopen"/> and
/// <see cref="RaiseIncarnation"/> from one thread at a time.
/// </remarks>
public interface IRegisterStore : IDisposable
{
    /// <summary>Drawn when the store was created; tells this store from every other, an empty one at the same path included.</summary>
    Guid StoreId { get; }

    /// <summary>
    /// How many durable <see cref="Write"/>s it has seen. Stored with them, so it never falls, not by a power loss either: a store that shows less than
    /// it once did is an older copy. Nothing else raises it: a start that did would hide that its store is behind. Read by the one who writes.
    /// </summary>
    long Sequence { get; }

    /// <summary>How much disk it takes; null if it cannot tell. May be called from any thread at any time.</summary>
    long? SizeBytes => null;

    /// <summary>What was last written for a register; <see cref="AcceptorState.Initial"/> if nothing ever was.</summary>
    /// <exception cref="StoreException">Unreadable or damaged: nothing may be answered for this register.</exception>
    AcceptorState Read(RegisterKey key);

    /// <summary>
    /// Writes all of the batch or nothing. With <paramref name="durable"/> it returns only once the batch and everything written
    /// before it survives a power loss.
    /// </summary>
    /// <exception cref="StoreException">The outcome is unknown: the batch may be there now, later, or never. Answer nothing, and
    /// <see cref="Reopen"/> before the next call.</exception>
    void Write(IReadOnlyCollection<KeyValuePair<RegisterKey, AcceptorState>> batch, bool durable);

    /// <summary>Writes something durably that the node notes for itself: no vote, so it does not count in <see cref="Sequence"/>.</summary>
    /// <exception cref="StoreException">The outcome is unknown; <see cref="Reopen"/> before the next call.</exception>
    void Note(RegisterKey key, AcceptorState state);

    /// <summary>
    /// Remembers under its <see cref="SlotKey.FloorKey"/> that a log is forgotten below a slot, and has the registers below it deleted: with that or
    /// afterwards, however long that takes, and never before, for a slot that is gone without a floor looks as if it had never been voted on. Returns
    /// without waiting for many deletions. It need not be durable: what a power loss brings back was there all the same.
    /// </summary>
    /// <exception cref="StoreException">The outcome is unknown; <see cref="Reopen"/> before the next call.</exception>
    void Trim(SlotKey below);

    /// <summary>Forgets all memory and reads the state back from disk.</summary>
    /// <exception cref="StoreException">It cannot be read; the store stays closed, and this may be tried again.</exception>
    void Reopen();

    /// <summary>Counts one more start of the node and returns the count, at least 1, once it is durable.</summary>
    /// <exception cref="StoreException">The outcome is unknown; <see cref="Reopen"/> before the next call.</exception>
    long RaiseIncarnation();
}
