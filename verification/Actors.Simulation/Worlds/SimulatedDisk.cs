using System.Buffers;
using Actors.Engine;
using Actors.Paxos;

namespace Actors.Simulation.Worlds;

/// <summary>
/// A node's disk: what is durable, what is written but not synced, and what the node believes to be there. It keeps the contract of
/// <see cref="IRegisterStore"/> and nothing beyond it, and it may crash the node at any point of a write.
/// </summary>
internal sealed class SimulatedDisk(string name, WorldPlan plan, FaultGate gate, Action<string> note) : IRegisterStore
{
    private static readonly DiskImage Empty = new(Guid.Empty, new Dictionary<RegisterKey, AcceptorState>(), 0, 0);

    private static readonly TimeSpan SlowLeast = TimeSpan.FromMilliseconds(20), SlowMost = TimeSpan.FromMilliseconds(900);

    private readonly SeededRandom _random = plan.Stream($"disk {name}");
    private readonly Dictionary<RegisterKey, AcceptorState> _durable = [];
    private readonly SeededRandom _ids = plan.Stream($"store of {name}");
    private readonly List<DiskWrite?> _unsynced = [];
    private Dictionary<RegisterKey, AcceptorState> _view = [];
    private long _incarnation;
    private bool _mustReopen;
    private TimeSpan _busy;

    public Guid StoreId { get; private set; } = plan.Stream($"first store of {name}").NextGuid();

    public long Sequence { get; private set; }

    /// <summary>Whether writes crash nobody at present.</summary>
    public bool Spared { get; set; }

    /// <summary>Whether nothing fails at present.</summary>
    public bool Steady { get; set; }

    /// <summary>Whether every sync fails, until the world heals.</summary>
    public bool Broken { get; set; }

    /// <summary>
    /// What opening the store makes of the writes that were not synced, of which null was lost: those before the first that is missing. So a write is there
    /// only if all before it are.
    /// </summary>
    public Func<IEnumerable<DiskWrite?>, IEnumerable<DiskWrite>> Recovered { get; set; } = log => log.TakeWhile(write => write is not null).OfType<DiskWrite>();

    /// <summary>How long the disk was busy since the last call.</summary>
    public TimeSpan TakeBusy() => (_busy, _busy = TimeSpan.Zero).Item1;

    /// <summary>What would be there after a power loss now, and what an acceptor would make of it.</summary>
    public AcceptorState Durable(RegisterKey key) =>
        SlotKey.TryParse(key, out var slot) && _durable.TryGetValue(slot.FloorKey, out var floor) && slot.Slot < TrimmedSlot.FloorOf(floor) ? TrimmedSlot.State
        : _durable.GetValueOrDefault(key, AcceptorState.Initial);

    public AcceptorState Read(RegisterKey key) => _view.GetValueOrDefault(key, AcceptorState.Initial);

    public void Write(IReadOnlyCollection<KeyValuePair<RegisterKey, AcceptorState>> batch, bool durable) => Write(batch, durable, counts: durable);

    public void Note(RegisterKey key, AcceptorState state) => Write([new(key, state)], durable: true, counts: false);

    public void Trim(SlotKey below)
    {
        Write([new(below.FloorKey, TrimmedSlot.FloorState(below))], durable: false, counts: false);
        Write(Below(below), durable: false, counts: false);
    }

    /// <summary>What deletes all slots of a log below one: a slot that is not there reads like this.</summary>
    public KeyValuePair<RegisterKey, AcceptorState>[] Below(SlotKey below) =>
        [.. _view.Keys.Where(key => SlotKey.TryParse(key, out var slot) && slot.Log == below.Log && slot.Slot < below.Slot).Select(key => KeyValuePair.Create(key, AcceptorState.Initial))];

    private void Write(IReadOnlyCollection<KeyValuePair<RegisterKey, AcceptorState>> batch, bool durable, bool counts)
    {
        RequireOpen();
        CrashIf(Fault.CrashBeforeWrite);
        FailIf(Fault.WriteErrorBefore, "nothing was written");
        var write = new DiskWrite([.. batch.Select(Recode)], counts);
        _unsynced.Add(write);
        foreach (var (key, state) in write.Batch) _view[key] = state;
        CrashIf(Fault.CrashInWrite);
        FailIf(Fault.WriteErrorAfter, "all was written");
        if (durable) Sync();
        CrashIf(Fault.CrashAfterWrite);
    }

    public void Reopen()
    {
        // What it shows from now on must be durable: what only the cache of the operating system holds could still be lost.
        Sync();
        _mustReopen = false;
        _view = new Dictionary<RegisterKey, AcceptorState>(_durable);
    }

    public long RaiseIncarnation()
    {
        RequireOpen();
        CrashIf(Fault.CrashBeforeWrite);
        FailIf(Fault.WriteErrorBefore, "the incarnation was not raised");
        _incarnation++;
        CrashIf(Fault.CrashAfterWrite);
        FailIf(Fault.WriteErrorAfter, "the incarnation was raised");
        return _incarnation;
    }

    /// <summary>The node has crashed: any of what was not synced may be lost.</summary>
    public void Crash()
    {
        if (gate.Happens(Fault.LoseUnsynced)) LoseSome();
        Settle();
        _view = new Dictionary<RegisterKey, AcceptorState>(_durable);
        (_mustReopen, _busy) = (false, TimeSpan.Zero);
    }

    /// <summary>Replaces all that is durable: another disk was put in.</summary>
    public void Restore(DiskImage image)
    {
        _unsynced.Clear();
        _durable.Clear();
        foreach (var (key, state) in image.States) _durable[key] = state;
        (_view, StoreId, _incarnation, Sequence) = (new Dictionary<RegisterKey, AcceptorState>(_durable), image.StoreId, image.Incarnation, image.Sequence);
    }

    /// <summary>An empty disk, on which a store with an id of its own is created.</summary>
    public DiskImage NewImage() => Empty with { StoreId = _ids.NextGuid() };

    /// <summary>A copy of all that is durable, as a backup would have it.</summary>
    public DiskImage Backup() => new(StoreId, new Dictionary<RegisterKey, AcceptorState>(_durable), _incarnation, Sequence);

    public void Dispose() { }

    private void Sync()
    {
        _busy += gate.Happens(Fault.SlowDisk) ? _random.Between(SlowLeast, SlowMost) : plan.SyncTime * (0.5 + _random.NextDouble());
        if (Broken && !Steady) Fail("the disk is broken");
        if (gate.Happens(Fault.SyncError) && !Steady)
        {
            // After a failed sync the operating system may have dropped the pages, and believe that they are clean.
            if (_random.Chance(0.5)) LoseSome();
            Fail("sync failed");
        }
        Settle();
    }

    /// <summary>Pages reach a disk in any order.</summary>
    private void LoseSome()
    {
        var share = _random.NextDouble();
        for (var i = 0; i < _unsynced.Count; i++)
            if (_random.Chance(share)) _unsynced[i] = null;
        if (_unsynced.Count(write => write is null) is > 0 and var lost) note($"loses {lost} of {_unsynced.Count} unsynced writes");
    }

    private void Settle()
    {
        foreach (var (batch, counts) in Recovered(_unsynced))
        {
            if (counts) Sequence++;
            foreach (var (key, state) in batch) _durable[key] = state;
        }
        _unsynced.Clear();
    }

    private KeyValuePair<RegisterKey, AcceptorState> Recode(KeyValuePair<RegisterKey, AcceptorState> entry)
    {
        if (!plan.Encoded) return entry;
        var output = new ArrayBufferWriter<byte>();
        PaxosCodec.Write(output, entry.Value);
        var input = new WireReader(output.WrittenSpan);
        return new(entry.Key, PaxosCodec.ReadState(ref input));
    }

    private void CrashIf(Fault fault)
    {
        if (!gate.Happens(fault) || Spared) return;
        note($"{fault}");
        throw new CrashException();
    }

    private void FailIf(Fault fault, string what)
    {
        if (gate.Happens(fault) && !Steady) Fail(what);
    }

    private void Fail(string what)
    {
        note($"disk error: {what}");
        _mustReopen = true;
        throw new StoreException($"{name}: {what}.");
    }

    private void RequireOpen()
    {
        if (_mustReopen) throw new StoreException($"{name}: an earlier error has left it unknown what is stored; reopen first.");
    }
}
