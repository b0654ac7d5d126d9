using System.Buffers.Binary;
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

    /// <summary>Whether this node knows that a start of another one was not the one that it is asked about.</summary>
    public bool KnowsAnother(string other, StartRecord start)
    {
        var state = read(NodeKeys.Start(other, start.Number));
        return (state.Chosen ?? state.Accepted?.Proposal) is { } proposal && proposal != start.Proposal;
    }

    /// <summary>The stores that this node knows to be bound to another one; null if it does not know.</summary>
    public StoreIds? BindingOf(string other) => read(NodeKeys.Stores(other)).Chosen is { } binding ? StoreIds.Decode(binding.Value) : null;

    /// <summary>The cluster that a store was first used in; null if it was never used.</summary>
    /// <exception cref="StoreException">It cannot be read.</exception>
    public static ClusterIdentity? ClusterOf(IRegisterStore store, string node) =>
        store.Read(NodeKeys.OwnCluster(node)).Chosen is { } bound ? ClusterIdentity.Decode(bound.Value) : null;

    /// <summary>Makes a store belong to one cluster, durably, before it votes for the first time.</summary>
    /// <returns>Why the node must not start with it; null if it may.</returns>
    /// <exception cref="StoreException">It cannot be read or written.</exception>
    public static string? Claim(IRegisterStore store, string node, ClusterIdentity identity)
    {
        var key = NodeKeys.OwnCluster(node);
        if (store.Read(key).Chosen is { } bound) return identity.Conflict(bound.Value, "the one its store belongs to");
        store.Note(key, AcceptorState.Initial with { Chosen = IdentityProposal.Of(key, identity.Encode()) });
        return null;
    }

    /// <summary>
    /// The start to show now, durable in the store: the one after the last that was shown. A store that is put back from before a later start names that
    /// start again, at every attempt, however often it is tried.
    /// </summary>
    /// <param name="store">The node's store.</param>
    /// <param name="node">The node's name.</param>
    /// <param name="boot">Random, for a start that was not tried before.</param>
    /// <exception cref="StoreException">It cannot be read or written.</exception>
    public static StartRecord BeginStart(IRegisterStore store, string node, Guid boot)
    {
        var key = NodeKeys.OwnStart(node);
        var last = store.Read(key).Chosen is { } record ? StartRecord.Decode(record.Value) : null;
        // Nobody has voted under a start that was not shown, so it can be tried again.
        if (last is not null && store.Read(NodeKeys.Start(node, last.Number)).Chosen != last.Proposal) return last;
        var next = new StartRecord((last?.Number ?? 0) + 1, boot);
        store.Note(key, AcceptorState.Initial with { Chosen = IdentityProposal.Of(key, next.Encode()) });
        return next;
    }

    /// <summary>
    /// The generation of the silo that starts now, durable in the store: later than that of every silo that has started with it, whatever the clock says.
    /// Orleans takes the silo with the later generation at one address for the living one.
    /// </summary>
    /// <param name="store">The node's store.</param>
    /// <param name="node">The node's name.</param>
    /// <param name="clock">What the clock says: the least that it may be.</param>
    /// <exception cref="StoreException">It cannot be read or written.</exception>
    public static int RaiseGeneration(IRegisterStore store, string node, int clock)
    {
        var key = NodeKeys.OwnGeneration(node);
        var last = store.Read(key).Chosen is { } record ? BinaryPrimitives.ReadInt32BigEndian(record.Value.Bytes.Span) : 0;
        var next = Math.Max(clock, checked(last + 1));
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, next);
        store.Note(key, AcceptorState.Initial with { Chosen = IdentityProposal.Of(key, new RegisterValue(bytes, "")) });
        return next;
    }
}
