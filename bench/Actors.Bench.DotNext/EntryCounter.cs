using DotNext.IO;
using DotNext.Net.Cluster.Consensus.Raft.StateMachine;

namespace Actors.Bench.DotNext;

/// <summary>Counts entries, and writes down how many there were now and then, so that the log can be cut.</summary>
internal sealed class EntryCounter(DirectoryInfo location) : SimpleStateMachine(location)
{
    /// <summary>As often as ours.</summary>
    private const long SnapshotDistance = 10_000;

    private long _count;

    protected override async ValueTask RestoreAsync(FileInfo snapshotFile, CancellationToken token) =>
        _count = BitConverter.ToInt64(await File.ReadAllBytesAsync(snapshotFile.FullName, token));

    protected override ValueTask PersistAsync(IAsyncBinaryWriter writer, CancellationToken token) => writer.Invoke(BitConverter.GetBytes(_count), token);

    protected override ValueTask<bool> ApplyAsync(LogEntry entry, CancellationToken token)
    {
        _count++;
        if (entry.Context is Place place) place.Index = entry.Index;
        return ValueTask.FromResult(entry.Index % SnapshotDistance == 0);
    }
}
