using System.Buffers.Binary;
using Actors.Replication;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Logs;

/// <summary>
/// A node that reads and writes a log, as the product's does: proposes what waits, repeats what was not answered, follows what others append, fills gaps that
/// stay, takes snapshots, has the log trimmed, and begins with the newest snapshot after a crash.
/// </summary>
internal sealed class LogNode
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(20), Follows = TimeSpan.FromMilliseconds(5), Down = TimeSpan.FromMilliseconds(60);

    private readonly LogWorld _world;
    private readonly SeededRandom _random;
    private readonly Dictionary<Guid, Action<AppliedEntry>> _callers = [];
    private LogReplica _replica = null!;
    private List<int> _state = null!;
    private long _turn;
    private long _life;
    private int _idle;

    public LogNode(LogWorld world, int number)
    {
        (_world, Name, _random) = (world, $"n{number}", world.Plan.Stream($"node {number}"));
        Start();
    }

    public string Name { get; }
    public bool Up { get; private set; }
    public long Next => _replica.Next;
    public IReadOnlyList<int> State => _state;

    /// <summary>Appends; tells when the turn of the entry has come, unless the node crashes before.</summary>
    public void Append(EntryId id, int append, Action<AppliedEntry> told)
    {
        var payload = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(payload, append);
        _callers[id.Value] = told;
        _replica.Append(new LogEntry(id, payload));
        Pump();
    }

    public void Crash()
    {
        if (!Up) return;
        (Up, _life) = (false, _life + 1);
        _world.Count("crashes");
        _callers.Clear();
        _world.Trace?.Add(_world.Events.Now, -1, $"{Name} crashes");
        _world.Events.After(Down * _random.NextDouble(), Start);
    }

    private void Start()
    {
        if (Up) return;
        Up = true;
        Load();
        Follow(_life);
    }

    private void Load()
    {
        var snapshot = _world.Registers.Snapshot;
        _state = [.. snapshot?.State ?? []];
        _turn = snapshot?.Next ?? 0;
        _replica = new LogReplica(snapshot?.Next ?? 0, _world.Boundary.Restore(snapshot?.Remembered ?? [], _world.Plan.WindowSlots), _world.Plan.BatchMax);
    }

    private void Pump()
    {
        while (_replica.TakeProposal() is { } proposal) Propose(proposal);
    }

    private void Propose(SlotProposal proposal)
    {
        var replica = _replica;
        _world.Ask(this, () => _world.Registers.Propose(proposal.Slot, proposal.Batch), answer => OnAnswer(proposal.Slot, answer));
        After(Patience * (0.5 + _random.NextDouble()), () =>
        {
            if (_replica == replica && replica.IsUnderWay(proposal.Slot)) Propose(proposal);
        });
    }

    private void Follow(long life)
    {
        if (life != _life || _world.Ended) return;
        Look(_replica.Next);
        // Who comes through here often without getting further looks whether something later is decided.
        if (++_idle % 3 == 0)
            for (var slot = _replica.Next + 1; slot < _replica.Next + LogReplica.Reach; slot++) Look(slot);
        _world.Events.After(Follows * (0.5 + _random.NextDouble()), () => Follow(life));
    }

    private void Look(long slot) => _world.Ask(this, () => _world.Registers.Read(slot), answer => OnAnswer(slot, answer));

    private void OnAnswer(long slot, LogAnswer answer)
    {
        if (answer.IsTrimmed) OnTrimmed(slot);
        else if (answer.Batch is { } winner)
        {
            if (slot >= _replica.Next) _idle = 0;
            _world.Boundary.OnDecided(_replica, slot, winner);
            while (_replica.TakeApplied() is { } applied) Apply(applied);
            Pump();
        }
        if (_idle <= 3 || _replica.FillGap() is not { } filler) return;
        _world.Count("gaps filled");
        Propose(filler);
    }

    private void OnTrimmed(long slot)
    {
        if (slot < _replica.Next) return;
        if (_world.Registers.Snapshot is not { } snapshot || snapshot.Next <= slot)
        {
            _world.Report("Trim", $"{Name} needs slot {slot}, and it was trimmed although no snapshot contains it");
            return;
        }
        _world.Count("left behind by trimming");
        // Those who wait here ask again: their entries may be in the slots that are skipped.
        _callers.Clear();
        Load();
    }

    private void Apply(AppliedSlot applied)
    {
        var counted = applied.Entries.Where(_world.Boundary.Counts).Select(entry => BinaryPrimitives.ReadInt32BigEndian(entry.Entry.Payload.Span)).ToArray();
        _world.Checker.OnApplied(Name, _turn, applied.Slot, counted);
        _turn = applied.Slot + 1;
        _state.AddRange(counted);
        _world.Count("slots");
        foreach (var entry in applied.Entries) _world.Count($"{entry.Admission}".ToLowerInvariant());
        foreach (var entry in applied.Entries)
            if (_callers.Remove(entry.Entry.Id.Value, out var told)) told(entry);
        if (_turn % _world.Plan.SnapshotDistance == 0) Keep();
    }

    private void Keep()
    {
        var snapshot = new LogSnapshot(_replica.Next, [.. _state], _replica.Window.Remembered);
        _world.Checker.OnState(Name, snapshot);
        // Written in parts, of which the last makes it one; then, later, the log is trimmed.
        After(Patience * _random.NextDouble(), () => _world.Ask(
            this,
            () =>
            {
                _world.Registers.Keep(snapshot);
                _world.Count("snapshots");
                return new LogAnswer(IsTrimmed: false, null);
            },
            _ => _world.Ask(
                this,
                () =>
                {
                    _world.Registers.Trim(_world.Boundary.TrimBelow(snapshot.Next));
                    return new LogAnswer(IsTrimmed: false, null);
                },
                _ => { })));
    }

    private void After(TimeSpan delay, Action action)
    {
        var life = _life;
        _world.Events.After(delay, () =>
        {
            if (life == _life) action();
        });
    }

    /// <summary>Whether an answer still finds who asked for it.</summary>
    public Func<bool> Here()
    {
        var (life, replica) = (_life, _replica);
        return () => life == _life && replica == _replica;
    }
}
