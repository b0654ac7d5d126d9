using System.Text.Json;
using Actors.Paxos;

namespace Actors.Engine.Identity;

/// <summary>The stores of a node by their names. A node that comes back with other ones may have forgotten what it promised.</summary>
public sealed class StoreIds(IReadOnlyDictionary<string, Guid> ids)
{
    /// <summary>The name of the store that keeps the membership and this binding itself.</summary>
    public const string Clustering = "clustering";

    private const string ContentType = "application/vnd.actors.stores+json";

    /// <summary>No stores.</summary>
    public static StoreIds None { get; } = new(new Dictionary<string, Guid>());

    /// <summary>The id of each store.</summary>
    public IReadOnlyDictionary<string, Guid> Ids => ids;

    public RegisterValue Encode() =>
        new(JsonSerializer.SerializeToUtf8Bytes(new SortedDictionary<string, Guid>(ids.ToDictionary()), NodeJson.Default.SortedDictionaryStringGuid), ContentType);

    /// <exception cref="JsonException">The value binds no stores.</exception>
    public static StoreIds Decode(RegisterValue value) => new(JsonSerializer.Deserialize(value.Bytes.Span, NodeJson.Default.SortedDictionaryStringGuid) ?? []);

    /// <summary>
    /// How these differ from stores that are bound; null if each of those is here. A store that the binding does not name is no difference: see <see cref="Beyond"/>.
    /// </summary>
    public string? DifferenceTo(StoreIds bound)
    {
        var differences = bound.Ids.Where(store => Of(store.Key) != store.Value).OrderBy(store => store.Key, StringComparer.Ordinal)
            .Select(store => $"store '{store.Key}' is {Of(store.Key)?.ToString() ?? "missing"}, and bound is {store.Value}").ToList();
        return differences.Count == 0 ? null : string.Join("; ", differences);
    }

    /// <summary>Those that a binding does not name, in ordinal order: they were added after it.</summary>
    public IEnumerable<(string Name, StoreIds Store)> Beyond(StoreIds bound) =>
        from name in ids.Keys.Except(bound.Ids.Keys).Order(StringComparer.Ordinal)
        select (name, new StoreIds(new Dictionary<string, Guid> { [name] = ids[name] }));

    private Guid? Of(string name) => ids.TryGetValue(name, out var id) ? id : null;
}
