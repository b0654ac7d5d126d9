using System.Collections.Immutable;

namespace Actors.Log.KeyValues;

/// <summary>All items of a map.</summary>
/// <param name="Version">The greatest that was ever given.</param>
/// <param name="Items">By key.</param>
public sealed record KeyValueState(long Version, ImmutableDictionary<string, KeyValueItem> Items)
{
    public static readonly KeyValueState Empty = new(0, ImmutableDictionary<string, KeyValueItem>.Empty);

    /// <summary>By key.</summary>
    public ImmutableDictionary<string, KeyValueItem> Items { get; init; } = Items ?? throw new ArgumentNullException(nameof(Items));

    /// <summary>The state after a command, and what its caller is told.</summary>
    public (KeyValueState State, KeyValueResult Result) Apply(KeyValueCommand command)
    {
        // What no map has written counts for nothing.
        if (KeyValueMap.ProblemOfKey(command.Key) is { } problem) throw new ArgumentException(problem, nameof(command));
        ArgumentNullException.ThrowIfNull(command.ContentType);
        var present = Items.GetValueOrDefault(command.Key);
        var existed = present is not null;
        if (command.IfAbsent && existed || command.IfVersion is { } wanted && present?.Version != wanted) return (this, new KeyValueResult(false, present?.Version, existed));
        if (command.Value is null) return (this with { Items = Items.Remove(command.Key) }, new KeyValueResult(true, null, existed));
        var item = new KeyValueItem(command.Value, command.ContentType, Version + 1);
        return (new KeyValueState(item.Version, Items.SetItem(command.Key, item)), new KeyValueResult(true, item.Version, existed));
    }
}
