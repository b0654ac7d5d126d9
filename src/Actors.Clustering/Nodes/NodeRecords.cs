using Actors.Engine;
using Actors.Paxos;
using Actors.Runtime;

namespace Actors.Clustering.Nodes;

/// <summary>What a node's own store says about the node.</summary>
internal sealed class NodeRecords(string node, RegisterNode registers)
{
    /// <summary>Whether this store has never been verified: new, or put back from before it was.</summary>
    public bool IsFresh => !IsBound && registers.Inspect(NodeKeys.Founder(node)).Chosen is null;

    /// <summary>Whether this node knows that its stores are bound: the cluster exists.</summary>
    public bool IsBound => registers.Inspect(NodeKeys.Stores(node)).Chosen is not null;

    /// <summary>Whether this node has any trace of a start of another one.</summary>
    public bool Knows(string other, long incarnation) => registers.Inspect(NodeKeys.Start(other, incarnation)) != AcceptorState.Initial;

    /// <summary>Remembers, in order with the votes that follow. Should it be lost, the node is only more careful at its next start.</summary>
    public async Task RememberAsync(RegisterKey key, Proposal value)
    {
        try
        {
            await registers.LearnAsync(key, value);
        }
        catch (StoreException)
        {
            // The acceptors say themselves why they do not vote.
        }
    }

    /// <summary>Makes a store belong to one cluster, durably, before it votes for the first time.</summary>
    /// <exception cref="ClusteringException">It belongs to another one.</exception>
    public static void Claim(IRegisterStore store, string node, ClusterIdentity identity)
    {
        var key = NodeKeys.OwnCluster(node);
        if (store.Read(key).Chosen is { } bound) identity.Require(bound.Value, "the one its store belongs to");
        else store.Write([new(key, AcceptorState.Initial with { Chosen = new Proposal(ProposalId.New(), identity.Encode()) })], durable: true);
    }
}
