using Actors.Paxos;

namespace Actors.Engine.Tests;

/// <summary>A store whose disk can be put back from an older copy.</summary>
internal sealed class MemoryStore : IRegisterStore
{
    private Dictionary<RegisterKey, AcceptorState> _states = [];
    private long _incarnation;

    public Guid StoreId { get; } = Guid.NewGuid();

    public long Sequence { get; private set; }

    /// <summary>Whether it can neither be written nor reopened.</summary>
    public bool Fails { get; set; }

    /// <summary>How often it was asked to write.</summary>
    public int Writes { get; private set; }

    public AcceptorState Read(RegisterKey key) => _states.GetValueOrDefault(key, AcceptorState.Initial);

    public void Write(IReadOnlyCollection<KeyValuePair<RegisterKey, AcceptorState>> batch, bool durable)
    {
        Writes++;
        Require();
        foreach (var (key, state) in batch) _states[key] = state;
        if (durable) Sequence++;
    }

    public void Note(RegisterKey key, AcceptorState state) => _states[key] = state;

    public void Trim(SlotKey below) => Note(below.FloorKey, TrimmedSlot.FloorState(below));

    public void Reopen() => Require();

    public long RaiseIncarnation() => ++_incarnation;

    public MemoryStore Copy() => new() { _states = new(_states), Sequence = Sequence, _incarnation = _incarnation };

    public void Dispose() { }

    private void Require()
    {
        if (Fails) throw new StoreException("The disk is broken.");
    }
}
