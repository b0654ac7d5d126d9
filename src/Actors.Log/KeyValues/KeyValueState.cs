using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Actors.Log.Machines;

namespace Actors.Log.KeyValues;

/// <summary>All items of a map.</summary>
/// <param name="Version">The greatest that was ever given.</param>
/// <param name="Items">By key.</param>
public sealed record KeyValueState(long Version, ImmutableDictionary<string, KeyValueItem> Items)
{
    public static readonly KeyValueState Empty = new(0, ImmutableDictionary<string, KeyValueItem>.Empty);

    // Below zero until it is counted.
    private long _bytes = -1;

    /// <summary>By key.</summary>
    public ImmutableDictionary<string, KeyValueItem> Items { get; init => (field, _bytes) = (value, -1); } = Items ?? throw new ArgumentNullException(nameof(Items));

    /// <summary>How much it holds, as <see cref="MachineQuota.Bytes"/> counts. Follows from the items, so it is no part of a snapshot.</summary>
    [JsonIgnore]
    public long Bytes => _bytes >= 0 ? _bytes : _bytes = Items.Sum(item => SizeOf(item.Key, item.Value));

    /// <summary>The state after a command, and what its caller is told.</summary>
    public (KeyValueState State, KeyValueResult Result) Apply(KeyValueCommand command)
    {
        // What no map has written counts for nothing.
        if (KeyValueMap.ProblemOfKey(command.Key) is { } problem) throw new ArgumentException(problem, nameof(command));
        ArgumentNullException.ThrowIfNull(command.ContentType);
        var present = Items.GetValueOrDefault(command.Key);
        var existed = present is not null;
        if (command.IfAbsent && existed || command.IfVersion is { } wanted && present?.Version != wanted) return (this, new KeyValueResult(false, present?.Version, existed));
        var bytes = present is null ? Bytes : Bytes - SizeOf(command.Key, present);
        if (command.Value is null) return (this with { Items = Items.Remove(command.Key), _bytes = bytes }, new KeyValueResult(true, null, existed));
        var item = new KeyValueItem(command.Value, command.ContentType, Version + 1);
        var after = this with { Version = item.Version, Items = Items.SetItem(command.Key, item), _bytes = bytes + SizeOf(command.Key, item) };
        return command.Quota?.Allows((Bytes, Items.Count), (after.Bytes, after.Items.Count)) == false
            ? (this, new KeyValueResult(false, present?.Version, existed, OverQuota: true))
            : (after, new KeyValueResult(true, item.Version, existed));
    }

    private static long SizeOf(string key, KeyValueItem item) =>
        MachineQuota.BytesPerKey + MachineQuota.SizeOf(key) + MachineQuota.SizeOf(item.ContentType) + item.Value.Length;
}
