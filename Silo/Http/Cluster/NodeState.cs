using System.Text.Json.Serialization;

namespace Actors.Silo.Http.Cluster;

/// <summary>How a node is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NodeState>))]
internal enum NodeState
{
    /// <summary>It answers, and votes.</summary>
    Voting,
    /// <summary>It answers, but does not vote.</summary>
    Refusing,
    /// <summary>It does not answer.</summary>
    Silent,
}
