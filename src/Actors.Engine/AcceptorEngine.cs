using Actors.Engine.Identity;
using Actors.Paxos;

namespace Actors.Engine;

/// <summary>
/// The acceptors of all registers of one node, in front of its store. It takes whatever messages are waiting, makes one write of all
/// that they change, and only then lets any reply go: first store, then adopt, then answer.
/// </summary>
/// <remarks>
/// One caller at a time. What it remembers beside the store is what the store holds, and which of it is known to be chosen: nothing is adopted before it
/// is stored, and everything is forgotten when storing fails.
/// </remarks>
/// <param name="store">The node's store, its incarnation raised.</param>
/// <param name="start">This start's incarnation, and the store's sequence before it was raised.</param>
public sealed class AcceptorEngine(IRegisterStore store, StoreMark start)
{
    private const int RecentBytesMax = 8 * 1024 * 1024;

    private readonly Func<AcceptorState, AcceptorMessage, AcceptorStep> _rules = Acceptor.Handle;
    private readonly RecentMap<AcceptorState> _recent = new(RecentBytesMax);
    private readonly Dictionary<RegisterKey, AcceptorState> _touched = [], _changes = [];
    private StoreMark _seen;
    private bool _mustReopen;
    private Exception? _broken;

    /// <summary>With other rules than <see cref="Acceptor"/>'s: for the simulation, which shows what goes wrong.</summary>
    internal AcceptorEngine(IRegisterStore store, StoreMark start, Func<AcceptorState, AcceptorMessage, AcceptorStep> rules) : this(store, start) =>
        _rules = rules;

    /// <summary>Why this node does not vote at present, null if it does.</summary>
    public string? RefusesBecause { get; private set; }

    /// <summary>
    /// Answers a batch. Replies are in the order of the messages. One that the protocol rules out changes nothing, and is answered as if it had only asked to
    /// <see cref="Read"/>: that is no answer to it, and harms nothing else in the batch.
    /// </summary>
    /// <param name="messages">The messages; none is fine.</param>
    /// <param name="seen">The highest mark of this store that any of the senders has seen.</param>
    /// <exception cref="StoreBehindException">The store lacks writes that others have seen. This node does not vote any more until it is started again.</exception>
    /// <exception cref="StoreException">Nothing may be answered: it is unknown what was written. The next call reads everything back first.</exception>
    public AcceptorResult Process(IReadOnlyList<RegisterMessage> messages, StoreMark seen)
    {
        if (_broken is not null) throw _broken;
        try
        {
            // Heard whatever happens to the store: it is not told twice.
            _seen = StoreMark.Join(_seen, seen);
            // A write that failed may be on disk or not; only the disk can tell, so no reply may come from memory.
            if (_mustReopen)
            {
                _recent.Clear();
                store.Reopen();
            }
            _mustReopen = false;
            RequireAllSeen();
            var result = Answer(messages);
            RefusesBecause = null;
            return result;
        }
        catch (Exception exception)
        {
            _mustReopen = true;
            if (exception is StoreBehindException) _broken = exception;
            RefusesBecause = exception.Message;
            throw;
        }
    }

    /// <summary>Has the store note something for the node itself, durably: see <see cref="IRegisterStore.Note"/>.</summary>
    /// <exception cref="StoreException">It is unknown whether it was noted; or the store is behind, and nothing was.</exception>
    public void Note(RegisterKey key, Proposal value)
    {
        Process([], default);
        try
        {
            store.Note(key, AcceptorState.Initial with { Chosen = value });
        }
        catch (StoreException)
        {
            _mustReopen = true;
            throw;
        }
    }

    private AcceptorResult Answer(IReadOnlyList<RegisterMessage> messages)
    {
        _touched.Clear();
        _changes.Clear();
        var replies = new AcceptorReply[messages.Count];
        var chosen = new List<KeyValuePair<RegisterKey, Proposal>>();
        var (trims, violations) = (new List<SlotKey>(), new List<string>());
        var durable = false;
        for (var i = 0; i < replies.Length; i++)
        {
            var (key, message) = messages[i];
            if (message is Trim)
            {
                replies[i] = new Learned();
                if (SlotKey.TryParse(key, out var below)) trims.Add(below);
                continue;
            }
            var state = _touched.GetValueOrDefault(key) ?? Current(key);
            var step = Step(key, state, message, violations);
            replies[i] = step.Reply;
            if (step.Next is not { } next) continue;
            _touched[key] = next;
            if (!IsKept(key, state, next)) _changes[key] = next;
            durable |= step.MustBeDurable;
            if (next.Chosen is { } value) chosen.Add(new(key, value));
        }
        // Refusals wait for the write too: they may rest on a promise made earlier in the same batch.
        if (_changes.Count > 0) store.Write(_changes, durable);
        foreach (var (key, state) in _touched) _recent.Set(key, state, SizeOf(state));
        foreach (var below in trims)
            if (below.Slot > FloorOf(below)) Forget(below);
        return new AcceptorResult(replies, Mark, chosen, violations);
    }

    private AcceptorStep Step(RegisterKey key, AcceptorState state, AcceptorMessage message, List<string> violations)
    {
        try
        {
            return _rules(state, message);
        }
        catch (InvariantException violation)
        {
            violations.Add($"Register '{key}': {violation.Message}");
            return _rules(state, new Read());
        }
    }

    /// <summary>A slot that was forgotten must not look like one that was never heard of: it would be open for another value.</summary>
    private AcceptorState Current(RegisterKey key) =>
        SlotKey.IsFloor(key) || key == NodeKeys.Owner || (SlotKey.TryParse(key, out var slot) && slot.Slot < FloorOf(slot)) ? TrimmedSlot.State : _recent.Get(key) ?? store.Read(key);

    private long FloorOf(SlotKey slot)
    {
        if (_recent.Get(slot.FloorKey) is { } known) return TrimmedSlot.FloorOf(known);
        var stored = store.Read(slot.FloorKey);
        _recent.Set(slot.FloorKey, stored, 0);
        return TrimmedSlot.FloorOf(stored);
    }

    private void Forget(SlotKey below)
    {
        store.Trim(below);
        _recent.Set(below.FloorKey, store.Read(below.FloorKey), 0);
    }

    /// <summary>
    /// Whether the store holds enough of the next state, or will with this batch: a decision for what was accepted need not be written again, for any
    /// quorum can find it out. The registers of identity are read by the node itself, which has nobody to ask yet.
    /// </summary>
    private bool IsKept(RegisterKey key, AcceptorState state, AcceptorState next) =>
        next.Chosen is { } chosen && state.Accepted?.Proposal == chosen && !NodeKeys.AreOfIdentity(key);

    private static int SizeOf(AcceptorState state) => (state.Chosen ?? state.Accepted?.Proposal)?.Value.Bytes.Length ?? 0;

    /// <summary>How far the store has come.</summary>
    public StoreMark Mark => new(start.Incarnation, store.Sequence, Before: start.Sequence);

    /// <summary>What an earlier start has told must have been there when this one began: what was written since must not make up for it.</summary>
    private void RequireAllSeen()
    {
        if (StoreMark.Join(Mark, _seen) != Mark) throw new StoreBehindException(Mark, _seen);
    }
}
