using System.Text.Json;
using Actors.Paxos;

namespace Actors.Engine.Identity;

/// <summary>
/// What a node knew of the stores of all nodes when it stopped in an orderly way: what is remembered in memory would be gone if all nodes stop. By it a store
/// that is put back from a copy is found out as if the others had never stopped.
/// </summary>
/// <param name="Marks">For each store by its name (see <see cref="StoreIds"/>), the marks of all nodes in the order of the layout.</param>
public sealed record StopRecord(IReadOnlyDictionary<string, IReadOnlyList<StoreMark>> Marks)
{
    private const string ContentType = "application/vnd.actors.stop+json";

    /// <summary>A record that says nothing.</summary>
    public static StopRecord Empty { get; } = new(new Dictionary<string, IReadOnlyList<StoreMark>>());

    /// <summary>What it says of one kind of store; empty if nothing.</summary>
    public IReadOnlyList<StoreMark> Of(string store) => Marks.GetValueOrDefault(store, []);

    /// <summary>All that both say.</summary>
    public StopRecord With(StopRecord other) =>
        new(Marks.Keys.Union(other.Marks.Keys).ToDictionary(store => store, store => Join(Of(store), other.Of(store))));

    public RegisterValue Encode() => new(JsonSerializer.SerializeToUtf8Bytes(Marks, NodeJson.Default.IReadOnlyDictionaryStringIReadOnlyListStoreMark), ContentType);

    /// <summary>
    /// What a record says; nothing if it is none, or has a mark that no store can have come to. It need not be the node's own: a stranger may have decided its
    /// register before, and could as well have left one that says nothing.
    /// </summary>
    public static StopRecord Decode(RegisterValue value)
    {
        try
        {
            var marks = JsonSerializer.Deserialize(value.Bytes.Span, NodeJson.Default.IReadOnlyDictionaryStringIReadOnlyListStoreMark);
            return marks is not null && marks.Values.All(each => each is not null && each.All(mark => mark.IsPlausible)) ? new StopRecord(marks) : Empty;
        }
        catch (JsonException)
        {
            return Empty;
        }
    }

    /// <summary>All that two lists of marks say.</summary>
    public static IReadOnlyList<StoreMark> Join(IReadOnlyList<StoreMark> one, IReadOnlyList<StoreMark> other) =>
        [.. Enumerable.Range(0, Math.Max(one.Count, other.Count)).Select(i => StoreMark.Join(one.ElementAtOrDefault(i), other.ElementAtOrDefault(i)))];
}
