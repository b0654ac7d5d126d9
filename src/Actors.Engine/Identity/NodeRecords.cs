using System.Buffers.Binary;
using Actors.Paxos;

namespace Actors.Engine.Identity;

/// <summary>What a node's own store says about the node.</summary>
/// <param name="node">The node's name.</param>
/// <param name="read">Reads the store: see <see cref="IRegisterStore.Read"/>.</param>
public sealed class NodeRecords(string node, Func<RegisterKey, AcceptorState> read)
{
    // Tries in a row that were lost, each by a crash between two messages, and all of them unknown to a node that knows of the start after them.
    private const int NumbersLookedAt = 16;

    /// <summary>Whether this store has never been verified: new, or put back from before it was.</summary>
    public bool IsFresh => !IsBound && read(NodeKeys.Founder(node)).Chosen is null;

    /// <summary>Whether this node knows that its stores are bound: the cluster exists.</summary>
    public bool IsBound => read(NodeKeys.Stores(node)).Chosen is not null;

    /// <summary>The number of the last start that was shown with this store; 0 if none was.</summary>
    public long LastStart => read(NodeKeys.OwnStart(node)).Chosen is { } last ? StartRecord.Decode(last.Value).Number : 0;

    /// <summary>The stores that the node voted with, once one was added to those of its first start; none before.</summary>
    public StoreIds OwnStores => read(NodeKeys.OwnStores(node)).Chosen is { } stores ? StoreIds.Decode(stores.Value) : StoreIds.None;

    /// <summary>
    /// Whether this node knows that another process than the one that asks was to vote under that number, or under one that follows: tries that were lost may lie
    /// between, of which this node has not heard. It need not be decided: the proposal was made after its store had noted the number, so a store that lacks the
    /// note is a copy from before.
    /// </summary>
    /// <param name="other">The node that starts.</param>
    /// <param name="start">What it is about to try.</param>
    public bool KnowsOpen(string other, StartRecord start)
    {
        for (var i = 0; i < NumbersLookedAt && start.Number <= StartRecord.NumberMax - i; i++)
        {
            var number = start.Number + i;
            var key = NodeKeys.Open(other, number);
            if (Known(key) is { } opened && opened != start.Proposal && opened != StartRecord.VoidOf(key)) return true;
            if (Known(NodeKeys.Start(other, number)) is { } shown && StartRecord.VotesUnopened(shown)) return true;
        }
        return false;
    }

    /// <summary>What a node has recorded when it stopped after one of its starts, as far as this node knows; null if it does not.</summary>
    public StopRecord? StopOf(string other, long number) => Known(NodeKeys.Stop(other, number)) is { } stop ? StopRecord.Decode(stop.Value) : null;

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

    // Whether it was decided or not, it was proposed.
    private Proposal? Known(RegisterKey key) => read(key) is var state && state.Chosen is { } chosen ? chosen : state.Accepted?.Proposal;
}
