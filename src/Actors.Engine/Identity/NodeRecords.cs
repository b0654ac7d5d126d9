using Actors.Paxos;

namespace Actors.Engine.Identity;

/// <summary>What a node's own store says about the node.</summary>
/// <param name="node">The node's name.</param>
/// <param name="read">Reads the store: see <see cref="IRegisterStore.Read"/>.</param>
public sealed class NodeRecords(string node, Func<RegisterKey, AcceptorState> read)
{
    /// <summary>Whether this store has never been verified: new, or put back from before it was.</summary>
    public bool IsFresh => !IsBound && read(NodeKeys.Founder(node)).Chosen is null;

    /// <summary>Whether this node knows that its stores are bound: the cluster exists.</summary>
    public bool IsBound => read(NodeKeys.Stores(node)).Chosen is not null;

    /// <summary>Whether this node has any trace of a start of another one.</summary>
    public bool Knows(string other, long incarnation) => read(NodeKeys.Start(other, incarnation)) != AcceptorState.Initial;

    /// <summary>The stores that this node knows to be bound to another one; null if it does not know.</summary>
    public StoreIds? BindingOf(string other) => read(NodeKeys.Stores(other)).Chosen is { } binding ? StoreIds.Decode(binding.Value) : null;

    /// <summary>Makes a store belong to one cluster, durably, before it votes for the first time.</summary>
    /// <returns>Why the node must not start with it; null if it may.</returns>
    /// <exception cref="StoreException">It cannot be read or written.</exception>
    public static string? Claim(IRegisterStore store, string node, ClusterIdentity identity)
    {
        var key = NodeKeys.OwnCluster(node);
        if (store.Read(key).Chosen is { } bound) return identity.Conflict(bound.Value, "the one its store belongs to");
        store.Write([new(key, AcceptorState.Initial with { Chosen = IdentityProposal.Of(key, identity.Encode()) })], durable: true);
        return null;
    }
}
