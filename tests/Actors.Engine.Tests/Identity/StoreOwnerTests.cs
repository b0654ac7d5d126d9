using Actors.Engine.Identity;
using Actors.Paxos;
using static Actors.Engine.Tests.Given;

namespace Actors.Engine.Tests.Identity;

/// <summary>What a key's acceptors have decided by two of three is unknown to three others of five: a store votes under one layout, for ever.</summary>
public sealed class StoreOwnerTests
{
    private static readonly ClusterLayout FiveNodes = new(["n1", "n2", "n3", "n4", "n5"], 3);
    private readonly MemoryStore _store = new();

    public StoreOwnerTests() => Assert.Null(StoreOwner.Claim(_store, "n1", FiveNodes));

    [Fact]
    public void A_store_is_used_again_by_its_node_under_its_layout()
    {
        Assert.Null(StoreOwner.Claim(_store, "n1", new ClusterLayout(FiveNodes.Nodes.Reverse(), 3)));
        Assert.Equal(0, _store.Sequence);
    }

    [Fact]
    public void Another_number_of_acceptors_is_refused() =>
        Assert.Contains("acceptors: 5 here, 3 there", StoreOwner.Claim(_store, "n1", new ClusterLayout(FiveNodes.Nodes, 5)));

    [Fact]
    public void Another_list_of_nodes_is_refused() =>
        Assert.Contains("only here: n6; missing here: n5", StoreOwner.Claim(_store, "n1", new ClusterLayout(["n1", "n2", "n3", "n4", "n6"], 3)));

    [Fact]
    public void Another_node_is_refused() => Assert.Contains("the node is 'n2' here, 'n1' there", StoreOwner.Claim(_store, "n2", FiveNodes));

    /// <summary>An application may have a register of that name: nothing about it may be taken for the record, nor the record for its value.</summary>
    [Fact]
    public void Nobody_votes_on_the_record()
    {
        var owner = _store.Read(NodeKeys.Owner);
        var acceptors = new AcceptorEngine(_store, new StoreMark(1, 0));
        var reply = Assert.Single(acceptors.Process([new RegisterMessage(NodeKeys.Owner, new Accept(Ballot.Fast, Proposal()))], default).Replies);
        Assert.Equal(TrimmedSlot.Proposal, Assert.IsType<Chosen>(reply).Proposal);
        Assert.Equal(owner, _store.Read(NodeKeys.Owner));
    }

    [Fact]
    public void A_batch_of_a_sender_with_another_layout_is_refused()
    {
        var request = new AcceptorRequest("n1", default, [FastAccept()]);
        foreach (var other in new[] { new ClusterLayout(FiveNodes.Nodes, 5), new ClusterLayout(["n1", "n2", "n3", "n4", "n6"], 3), ThreeNodes })
        {
            var refusal = Assert.Throws<InvalidDataException>(() => BatchCodec.DecodeRequest(BatchCodec.Encode(request, other), FiveNodes));
            Assert.Contains("'n1' works with other nodes or another number of acceptors", refusal.Message);
        }
        Assert.Equal(request.Messages, BatchCodec.DecodeRequest(BatchCodec.Encode(request, FiveNodes), FiveNodes).Messages);
    }
}
