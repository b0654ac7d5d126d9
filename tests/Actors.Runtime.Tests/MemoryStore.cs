using System.Collections.Concurrent;
using Actors.Engine;
using Actors.Paxos;

namespace Actors.Runtime.Tests;

/// <summary>A store that any thread may read.</summary>
internal sealed class MemoryStore : IRegisterStore
{
    private readonly ConcurrentDictionary<RegisterKey, AcceptorState> _states;
    private long _sequence, _incarnation;

    public MemoryStore() => _states = new();

    private MemoryStore(MemoryStore other) =>
        (_states, _sequence, _incarnation, StoreId) = (new(other._states), other._sequence, other._incarnation, other.StoreId);

    public const long Size = 4711;

    public long? SizeBytes => Size;

    public Guid StoreId { get; } = Guid.NewGuid();

    public long Sequence => Volatile.Read(ref _sequence);

    public AcceptorState Read(RegisterKey key) => _states.GetValueOrDefault(key, AcceptorState.Initial);

    public void Write(IReadOnlyCollection<KeyValuePair<RegisterKey, AcceptorState>> batch, bool durable)
    {
        foreach (var (key, state) in batch) _states[key] = state;
        if (durable) Interlocked.Increment(ref _sequence);
    }

    public void Note(RegisterKey key, AcceptorState state) => _states[key] = state;

    public void Trim(SlotKey below) => Note(below.FloorKey, TrimmedSlot.FloorState(below));

    public void Reopen() { }

    public long RaiseIncarnation() => ++_incarnation;

    /// <summary>As a backup would have it.</summary>
    public MemoryStore Copy() => new(this);

    public void Dispose() { }
}
