using Actors.Engine;
using Actors.Paxos;

namespace Actors.Simulation.Sabotages;

/// <summary>A store that is handed through, so that one call can be got wrong.</summary>
internal abstract class StoreWrapper(IRegisterStore store) : IRegisterStore
{
    protected IRegisterStore Store => store;

    public Guid StoreId => store.StoreId;
    public long Sequence => store.Sequence;
    public AcceptorState Read(RegisterKey key) => store.Read(key);
    public virtual void Write(IReadOnlyCollection<KeyValuePair<RegisterKey, AcceptorState>> batch, bool durable) => store.Write(batch, durable);
    public void Note(RegisterKey key, AcceptorState state) => store.Note(key, state);
    public virtual void Trim(SlotKey below) => store.Trim(below);
    public void Reopen() => store.Reopen();
    public long RaiseIncarnation() => store.RaiseIncarnation();
    public void Dispose() => store.Dispose();
}
