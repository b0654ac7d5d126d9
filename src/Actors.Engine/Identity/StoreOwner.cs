using System.Text.Json;
using Actors.Paxos;

namespace Actors.Engine.Identity;

/// <summary>
/// Whose votes a store holds, for ever. Under another layout its registers have other acceptors or other quorums: what two of three have decided, three of five
/// could decide differently without hearing of it.
/// </summary>
/// <param name="Node">The node.</param>
/// <param name="Nodes">The names of all nodes in ordinal order.</param>
/// <param name="Acceptors">How many of them keep a register.</param>
public sealed record StoreOwner(string Node, IReadOnlyList<string> Nodes, int Acceptors)
{
    private const string ContentType = "application/vnd.actors.store-owner+json";

    /// <summary>Makes a store belong to a node of one layout, durably, before it votes for the first time.</summary>
    /// <returns>Why the node must not start with it; null if it may.</returns>
    /// <exception cref="StoreException">It cannot be read or written.</exception>
    public static string? Claim(IRegisterStore store, string node, ClusterLayout layout)
    {
        var owner = new StoreOwner(node, layout.Nodes, layout.Quorums.Acceptors);
        if (store.Read(NodeKeys.Owner).Chosen is { } bound) return owner.Conflict(JsonSerializer.Deserialize(bound.Value.Bytes.Span, NodeJson.Default.StoreOwner)!);
        store.Note(NodeKeys.Owner, AcceptorState.Initial with { Chosen = IdentityProposal.Of(NodeKeys.Owner, owner.Encode()) });
        return null;
    }

    private RegisterValue Encode() => new(JsonSerializer.SerializeToUtf8Bytes(this, NodeJson.Default.StoreOwner), ContentType);

    private string? Conflict(StoreOwner bound)
    {
        var node = Node == bound.Node ? null : $"the node is '{Node}' here, '{bound.Node}' there";
        if ((node ?? Layout.DifferenceTo(bound.Layout)) is not { } difference) return null;
        return $"The store of registers was used by another node or under another layout: {difference}. Two layouts could decide differently, so it is not used. Give "
            + "the node the name, nodes and acceptors that it began with, or its own store.";
    }

    private ClusterIdentity Layout => new("", Nodes, Acceptors);
}
