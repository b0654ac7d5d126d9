using System.Collections.Concurrent;
using Actors.Engine;
using Actors.Paxos;

namespace Actors.Grains.Tests.Cluster;

/// <summary>
/// What a node's disk holds, and how it fails. What was written but not synced is lost when the power goes; <c>kill -9</c> on a real
/// machine could not show that.
/// </summary>
public sealed class Disk
{
    private readonly ConcurrentDictionary<RegisterKey, AcceptorState> _durable = new();

    public Guid StoreId { get; } = Guid.NewGuid();

    /// <summary>Durable writes so far.</summary>
    public int Syncs;

    /// <summary>Every write from now on fails before anything reaches the disk.</summary>
    public volatile bool FailWrites;

    /// <summary>Every write from now on reaches the disk, and then says that it failed.</summary>
    public volatile bool FailAfterWrite;

    public long Incarnation;

    /// <summary>See <see cref="IRegisterStore.Sequence"/>.</summary>
    public long Sequence;

    public IReadOnlyDictionary<RegisterKey, AcceptorState> Durable => _durable;

    /// <summary>Puts back what it held at an earlier time.</summary>
    public void Restore(IReadOnlyDictionary<RegisterKey, AcceptorState> states, long sequence)
    {
        _durable.Clear();
        foreach (var (key, state) in states) _durable[key] = state;
        Sequence = sequence;
    }

    public IRegisterStore Open() => new Store(this);

    private sealed class Store(Disk disk) : IRegisterStore
    {
        private ConcurrentDictionary<RegisterKey, AcceptorState> _view = new(disk._durable);

        public Guid StoreId => disk.StoreId;

        public long Sequence => disk.Sequence;

        public AcceptorState Read(RegisterKey key) => _view.GetValueOrDefault(key, AcceptorState.Initial);

        public void Write(IReadOnlyCollection<KeyValuePair<RegisterKey, AcceptorState>> batch, bool durable)
        {
            if (disk.FailWrites) throw new StoreException("The disk does not write.");
            foreach (var (key, state) in batch) _view[key] = state;
            if (durable)
            {
                foreach (var (key, state) in _view) disk._durable[key] = state;
                Interlocked.Increment(ref disk.Syncs);
                Interlocked.Increment(ref disk.Sequence);
            }
            if (disk.FailAfterWrite) throw new StoreException("The disk lost power after the write.");
        }

        public void Note(RegisterKey key, AcceptorState state) => _view[key] = disk._durable[key] = state;

        public void Trim(SlotKey below)
        {
            Note(below.FloorKey, TrimmedSlot.FloorState(below));
            foreach (var key in _view.Keys)
                if (SlotKey.TryParse(key, out var slot) && slot.Log == below.Log && slot.Slot < below.Slot)
                {
                    _view.TryRemove(key, out _);
                    disk._durable.TryRemove(key, out _);
                }
        }

        public void Reopen() => _view = new(disk._durable);

        public long RaiseIncarnation() => Interlocked.Increment(ref disk.Incarnation);

        public void Dispose() { }
    }
}
