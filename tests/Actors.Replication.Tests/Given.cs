using System.Text;

namespace Actors.Replication.Tests;

/// <summary>Entries by name.</summary>
internal static class Given
{
    public static LogEntry Entry(string name, long since = 0) => new(Id(name, since), Encoding.UTF8.GetBytes(name));

    public static EntryId Id(string name, long since = 0) => new(new Guid(Encoding.UTF8.GetBytes(name.PadRight(16, '-'))[..16]), since);

    public static SlotBatch Batch(params string[] names) => new([.. names.Select(name => Entry(name))]);

    public static string[] Names(SlotBatch batch) => [.. batch.Entries.Select(Name)];

    public static string Name(LogEntry entry) => Encoding.UTF8.GetString(entry.Payload.Span);

    /// <summary>All slots whose turn has come.</summary>
    public static List<AppliedSlot> Applied(this LogReplica replica)
    {
        var applied = new List<AppliedSlot>();
        while (replica.TakeApplied() is { } slot) applied.Add(slot);
        return applied;
    }
}
