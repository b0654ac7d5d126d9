using Actors.Engine;
using Actors.Paxos;

namespace Actors.MicroBench;

/// <summary>A store that takes no time: it counts what is written and forgets it, so that every register stays fresh.</summary>
internal sealed class MemoryStore : IRegisterStore
{
    public Guid StoreId { get; } = Guid.NewGuid();

    public long Sequence { get; private set; }

    public long Written { get; private set; }

    public AcceptorState Read(RegisterKey key) => AcceptorState.Initial;

    public void Write(IReadOnlyCollection<KeyValuePair<RegisterKey, AcceptorState>> batch, bool durable)
    {
        Written += batch.Count;
        if (durable) Sequence++;
    }

    public void Note(RegisterKey key, AcceptorState state) { }

    public void Trim(SlotKey below) { }

    public void Reopen() { }

    public long RaiseIncarnation() => 1;

    public void Dispose() { }
}
