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

    /// <exception cref="JsonException">The value is no such record.</exception>
    public static StopRecord Decode(RegisterValue value) =>
        new(JsonSerializer.Deserialize(value.Bytes.Span, NodeJson.Default.IReadOnlyDictionaryStringIReadOnlyListStoreMark) ?? throw new JsonException($"{value} is no stop."));

    /// <summary>All that two lists of marks say.</summary>
    public static IReadOnlyList<StoreMark> Join(IReadOnlyList<StoreMark> one, IReadOnlyList<StoreMark> other) =>
        [.. Enumerable.Range(0, Math.Max(one.Count, other.Count)).Select(i => StoreMark.Join(one.ElementAtOrDefault(i), other.ElementAtOrDefault(i)))];
}
