using Actors.Engine;
using Actors.Paxos;

namespace Actors.Clustering.Tests.Cluster;

/// <summary>A store whose disk refuses so many times to write that a register is chosen.</summary>
internal sealed class FailingStore(IRegisterStore store, RegisterKey fails, int times) : IRegisterStore
{
    public int Failed { get; private set; }

    public Guid StoreId => store.StoreId;
    public long Sequence => store.Sequence;
    public AcceptorState Read(RegisterKey key) => store.Read(key);

    public void Write(IReadOnlyCollection<KeyValuePair<RegisterKey, AcceptorState>> batch, bool durable)
    {
        if (batch.Any(write => write.Key == fails && write.Value.Chosen is not null)) FailWhileItShall();
        store.Write(batch, durable);
    }

    public void Note(RegisterKey key, AcceptorState state)
    {
        if (key == fails) FailWhileItShall();
        store.Note(key, state);
    }

    public void Trim(SlotKey below) => store.Trim(below);
    public void Reopen() => store.Reopen();
    public long RaiseIncarnation() => store.RaiseIncarnation();
    public void Dispose() => store.Dispose();

    private void FailWhileItShall()
    {
        if (Failed == times) return;
        Failed++;
        throw new StoreException("The disk is full.");
    }
}
