using System.Text.Json;
using Actors.Paxos;

namespace Actors.Engine.Identity;

/// <summary>The stores of a node by their names. A node that comes back with other ones may have forgotten what it promised.</summary>
public sealed class StoreIds(IReadOnlyDictionary<string, Guid> ids)
{
    /// <summary>The name of the store that keeps the membership and this binding itself.</summary>
    public const string Clustering = "clustering";

    private const string ContentType = "application/vnd.actors.stores+json";

    /// <summary>The id of each store.</summary>
    public IReadOnlyDictionary<string, Guid> Ids => ids;

    public RegisterValue Encode() =>
        new(JsonSerializer.SerializeToUtf8Bytes(new SortedDictionary<string, Guid>(ids.ToDictionary()), NodeJson.Default.SortedDictionaryStringGuid), ContentType);

    /// <exception cref="JsonException">The value binds no stores.</exception>
    public static StoreIds Decode(RegisterValue value) => new(JsonSerializer.Deserialize(value.Bytes.Span, NodeJson.Default.SortedDictionaryStringGuid) ?? []);

    /// <summary>What differs from the stores that are bound; null if nothing does.</summary>
    public string? DifferenceTo(StoreIds bound)
    {
        var others = bound.Ids;
        var differences = ids.Keys.Union(others.Keys).Order(StringComparer.Ordinal).Where(name => Of(ids, name) != Of(others, name))
            .Select(name => $"store '{name}' is {Show(Of(ids, name))}, and bound is {Show(Of(others, name))}").ToList();
        return differences.Count == 0 ? null : string.Join("; ", differences);
    }

    private static Guid? Of(IReadOnlyDictionary<string, Guid> stores, string name) => stores.TryGetValue(name, out var id) ? id : null;

    private static string Show(Guid? id) => id?.ToString() ?? "none";
}
