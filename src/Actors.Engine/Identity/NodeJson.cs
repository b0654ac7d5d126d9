using System.Text.Json;
using System.Text.Json.Serialization;

namespace Actors.Engine.Identity;

/// <summary>What the registers and records of nodes hold.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ClusterIdentity))]
[JsonSerializable(typeof(StoreOwner))]
[JsonSerializable(typeof(SortedDictionary<string, Guid>))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, IReadOnlyList<StoreMark>>))]
internal sealed partial class NodeJson : JsonSerializerContext;
