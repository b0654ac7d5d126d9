using System.Text.Json;
using System.Text.Json.Serialization;

namespace Actors.Clustering.Transport;

/// <summary>What travels as JSON.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(NodeDescription))]
[JsonSerializable(typeof(Dictionary<string, DateTime>))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class WireJson : JsonSerializerContext;
