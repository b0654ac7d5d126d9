using Actors.Engine;
using Actors.Paxos;

namespace Actors.Runtime.Metrics;

/// <summary>A store whose synced writes are measured.</summary>
internal sealed class MeasuredStore(IRegisterStore store, TimeProvider time, Action<TimeSpan> onWritten) : IRegisterStore
{
    public Guid StoreId => store.StoreId;

    public long Sequence => store.Sequence;

    public long? SizeBytes => store.SizeBytes;

    public AcceptorState Read(RegisterKey key) => store.Read(key);

    public void Write(IReadOnlyCollection<KeyValuePair<RegisterKey, AcceptorState>> batch, bool durable)
    {
        var started = time.GetTimestamp();
        store.Write(batch, durable);
        if (durable) onWritten(time.GetElapsedTime(started));
    }

    public void Note(RegisterKey key, AcceptorState state) => store.Note(key, state);

    public void Trim(SlotKey below) => store.Trim(below);

    public void Reopen() => store.Reopen();

    public long RaiseIncarnation() => store.RaiseIncarnation();

    public void Dispose() => store.Dispose();
}
