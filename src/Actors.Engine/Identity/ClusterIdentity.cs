using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Actors.Paxos;

namespace Actors.Engine.Identity;

/// <summary>
/// What all nodes of a cluster must agree on, for ever: acceptors that count different nodes could form quorums that never meet, and nodes that look for
/// the same thing in different registers would each find their own.
/// </summary>
/// <param name="ClusterId">The cluster's id.</param>
/// <param name="Nodes">The names of all nodes in ordinal order.</param>
/// <param name="Acceptors">How many of them keep a register.</param>
/// <param name="Format">Which registers the cluster keeps its own records in. 1, which does not name itself: versions of its table are no slots of a log.</param>
public sealed record ClusterIdentity(string ClusterId, IReadOnlyList<string> Nodes, int Acceptors, int Format = 1)
{
    /// <summary>The format that this software reads and writes.</summary>
    public const int PresentFormat = 2;

    private const string ContentType = "application/vnd.actors.cluster+json";

    /// <summary>Equal for equal identities, and for no others; carried by every message.</summary>
    [JsonIgnore]
    public string Fingerprint { get; } = Hash(ClusterId, Nodes, Acceptors, Format);

    public static ClusterIdentity Of(string clusterId, ClusterLayout layout) => new(clusterId, layout.Nodes, layout.Quorums.Acceptors, PresentFormat);

    public RegisterValue Encode() => new(JsonSerializer.SerializeToUtf8Bytes(this, NodeJson.Default.ClusterIdentity), ContentType);

    /// <summary>Why a node of this identity must not run beside one of another; null if it is the same.</summary>
    /// <param name="bound">The other one, encoded.</param>
    /// <param name="where">Who has it.</param>
    public string? Conflict(RegisterValue bound, string where) =>
        Conflict(JsonSerializer.Deserialize(bound.Bytes.Span, NodeJson.Default.ClusterIdentity)!, where);

    /// <inheritdoc cref="Conflict(RegisterValue, string)"/>
    public string? Conflict(ClusterIdentity other, string where) => DifferenceTo(other) is not { } difference ? null
        : Format != other.Format
            ? $"This node keeps the cluster's records in another way than {where}: {difference}. Use the version that wrote them. Or stop all nodes, delete the "
                + "clustering directory of every one of them, and start them all with this version and the same nodes and acceptors: other stores stay as they are."
            : $"This node is configured for another cluster than {where}: {difference}. Two layouts could decide differently, so it does not start. Give it the "
                + "cluster id, nodes and acceptors that the cluster began with; addresses may change. If the cluster began with wrong ones by mistake, stop all its "
                + "nodes and delete the stores of every one of them, with all that was decided.";

    /// <summary>What differs, as seen from this one; null if nothing does.</summary>
    public string? DifferenceTo(ClusterIdentity other)
    {
        if (Fingerprint == other.Fingerprint) return null;
        var differences = new List<string>();
        if (ClusterId != other.ClusterId) differences.Add($"the cluster id is '{ClusterId}' here, '{other.ClusterId}' there");
        if (Nodes.Except(other.Nodes).ToList() is { Count: > 0 } added) differences.Add($"only here: {string.Join(", ", added)}");
        if (other.Nodes.Except(Nodes).ToList() is { Count: > 0 } missing) differences.Add($"missing here: {string.Join(", ", missing)}");
        if (Acceptors != other.Acceptors) differences.Add($"acceptors: {Acceptors} here, {other.Acceptors} there");
        if (Format != other.Format) differences.Add($"format {Format} here, {other.Format} there");
        return string.Join("; ", differences);
    }

    private static string Hash(string clusterId, IReadOnlyList<string> nodes, int acceptors, int format) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{string.Join(',', nodes)}\n{acceptors}\n{format}\n{clusterId}")))[..32];
}
