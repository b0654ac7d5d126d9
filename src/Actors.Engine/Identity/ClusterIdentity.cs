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

    /// <summary>
    /// What a new cluster is. Its own registers have as many acceptors as its nodes allow, the largest odd number up to five: the more there are, the more nodes
    /// may be down while others join and leave. How many acceptors the registers of an application have does not matter.
    /// </summary>
    /// <exception cref="ArgumentException">A bad or doubled name, or fewer than three nodes.</exception>
    public static ClusterIdentity New(string clusterId, IEnumerable<string> nodes)
    {
        var names = nodes.ToList();
        return Of(clusterId, new ClusterLayout(names, MostAcceptors(names.Count)));
    }

    /// <summary>The nodes and the acceptors of the cluster's own registers.</summary>
    public ClusterLayout ToLayout() => new(Nodes, Acceptors);

    /// <summary>Whether the nodes would allow more acceptors than the cluster was set up with.</summary>
    [JsonIgnore]
    public bool HasFewAcceptors => Acceptors < MostAcceptors(Nodes.Count);

    /// <summary>
    /// What a node is whose store has never been used, once others have said what they are: the cluster exists perhaps, and keeps the acceptors that it was set
    /// up with. Nodes without a past all say the same, so one that says otherwise has one.
    /// </summary>
    /// <param name="answers">Of other nodes.</param>
    /// <returns>Null if too few have answered to know.</returns>
    public ClusterIdentity? Joined(IReadOnlyList<NodeAnswer> answers)
    {
        if (answers.FirstOrDefault(answer => DiffersInAcceptors(answer.Cluster)) is { } earlier) return earlier.Cluster;
        // Of another cluster: the start of the node will say what is wrong.
        if (answers.Any(answer => answer.Cluster.Fingerprint != Fingerprint)) return this;
        return answers.DistinctBy(answer => answer.Node).Count() + 1 >= Nodes.Count / 2 + 1 ? this : null;
    }

    public RegisterValue Encode() => new(JsonSerializer.SerializeToUtf8Bytes(this, NodeJson.Default.ClusterIdentity), ContentType);

    /// <exception cref="JsonException">The value is no identity.</exception>
    public static ClusterIdentity Decode(RegisterValue value)
    {
        try
        {
            return JsonSerializer.Deserialize(value.Bytes.Span, NodeJson.Default.ClusterIdentity) ?? throw new JsonException($"{value} is no cluster.");
        }
        catch (ArgumentException exception)
        {
            // A member is missing: there is nothing to take a fingerprint of.
            throw new JsonException($"{value} is no cluster.", exception);
        }
    }

    /// <summary>Why a node of this identity must not run beside one of another; null if it is the same.</summary>
    /// <param name="bound">The other one, encoded.</param>
    /// <param name="where">Who has it.</param>
    public string? Conflict(RegisterValue bound, string where) =>
        Conflict(Decode(bound), where);

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

    private static int MostAcceptors(int nodes) => nodes < 5 ? 3 : 5;

    private bool DiffersInAcceptors(ClusterIdentity other) =>
        other.Acceptors is 3 or 5 && other.Acceptors != Acceptors && other.Acceptors <= Nodes.Count
        && other.Fingerprint == Hash(ClusterId, Nodes, other.Acceptors, Format);

    private static string Hash(string clusterId, IReadOnlyList<string> nodes, int acceptors, int format) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{string.Join(',', nodes)}\n{acceptors}\n{format}\n{clusterId}")))[..32];
}
