using System.IO.Hashing;
using System.Text;
using Actors.Paxos;

namespace Actors.Engine;

/// <summary>
/// Which nodes there are and which of them are the acceptors of a register: the N nodes with the greatest hash of node name and key
/// (rendezvous hashing: Thaler and Ravishankar, 1998). Every node must use the same layout for ever: two layouts could form
/// quorums that never meet.
/// </summary>
public sealed class ClusterLayout
{
    private readonly int[]? _everybody;
    private readonly long[] _seeds;

    /// <param name="nodes">The names of the nodes, in any order: 1 to 64 characters of ASCII letters, digits, '-', '_' and '.' each.</param>
    /// <param name="acceptors">N, the acceptors of each register: at least 1 and at most the number of nodes.</param>
    /// <exception cref="ArgumentException">A bad or doubled name, or too few nodes.</exception>
    public ClusterLayout(IEnumerable<string> nodes, int acceptors) : this(nodes, QuorumSystem.Of(acceptors)) { }

    /// <summary>With quorums of any size: for the simulation, which shows what goes wrong.</summary>
    internal ClusterLayout(IEnumerable<string> nodes, QuorumSystem quorums)
    {
        Nodes = [.. nodes.Order(StringComparer.Ordinal)];
        Quorums = quorums;
        var acceptors = quorums.Acceptors;
        foreach (var name in Nodes)
            if (!IsNodeName(name))
                throw new ArgumentException($"'{name}' is no node name: use 1 to 64 letters, digits, '-', '_' or '.'.", nameof(nodes));
        if (Nodes.Distinct().Count() != Nodes.Count)
            throw new ArgumentException($"A node is named twice: {string.Join(", ", Nodes)}.", nameof(nodes));
        if (Nodes.Count < acceptors)
            throw new ArgumentException($"{acceptors} acceptors need as many nodes; there are {Nodes.Count}: {string.Join(", ", Nodes)}.", nameof(nodes));
        _everybody = Nodes.Count == acceptors ? [.. Enumerable.Range(0, acceptors)] : null;
        // No name has a comma or a line break, so equal texts are equal layouts.
        Fingerprint = (long)(XxHash64.HashToUInt64(Encoding.UTF8.GetBytes($"{string.Join(',', Nodes)}\n{acceptors}")) >> 1);
        _seeds = [.. Nodes.Select(name => (long)XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(name)))];
    }

    /// <summary>The names of all nodes in ordinal order.</summary>
    public IReadOnlyList<string> Nodes { get; }

    /// <summary>Tells it from any other layout, but for an accident that nobody will see: 63 bits, carried by every batch.</summary>
    public long Fingerprint { get; }

    /// <summary>The quorums of each register.</summary>
    public QuorumSystem Quorums { get; }

    /// <summary>The acceptors of a register as indices into <see cref="Nodes"/>, in a fixed order. Do not change the array.</summary>
    public int[] AcceptorsOf(RegisterKey key)
    {
        if (_everybody is not null) return _everybody;
        Span<byte> bytes = stackalloc byte[RegisterKey.MaxBytes];
        bytes = bytes[..Encoding.UTF8.GetBytes(key.Value, bytes)];
        var ranked = new (ulong Hash, int Node)[Nodes.Count];
        for (var node = 0; node < ranked.Length; node++) ranked[node] = (XxHash64.HashToUInt64(bytes, _seeds[node]), node);
        Array.Sort(ranked, static (left, right) => right.Hash != left.Hash ? right.Hash.CompareTo(left.Hash) : left.Node - right.Node);
        var acceptors = new int[Quorums.Acceptors];
        for (var i = 0; i < acceptors.Length; i++) acceptors[i] = ranked[i].Node;
        return acceptors;
    }

    /// <summary>The index of a node, -1 if the layout does not have it.</summary>
    public int IndexOf(string node)
    {
        for (var i = 0; i < Nodes.Count; i++)
            if (Nodes[i] == node) return i;
        return -1;
    }

    /// <summary>For messages: the number of acceptors and the nodes.</summary>
    public override string ToString() => $"{Quorums.Acceptors} acceptors a register among {string.Join(", ", Nodes)}";

    private static bool IsNodeName(string name) =>
        name.Length is >= 1 and <= 64 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
