using static Actors.Paxos.Tests.Given;

namespace Actors.Paxos.Tests;

public sealed class IdTests
{
    [Fact]
    public void A_proposal_id_is_never_empty()
    {
        Assert.Throws<ArgumentException>(() => new ProposalId(Guid.Empty));
        Assert.NotEqual(Guid.Empty, ProposalId.New().Value);
    }

    [Fact]
    public void Proposal_ids_are_fresh_and_ordered()
    {
        Assert.NotEqual(ProposalId.New(), ProposalId.New());
        Assert.True(Apple.Id.CompareTo(Pear.Id) < 0);
        Assert.Equal("00000001-0000-0000-0000-000000000000", Apple.Id.ToString());
    }

    [Theory, InlineData(0), InlineData(-1), InlineData(long.MinValue)]
    public void A_classic_ballot_has_a_round_of_at_least_1(long round) => Assert.Throws<ArgumentOutOfRangeException>(() => At(round));

    [Fact]
    public void A_classic_ballot_belongs_to_a_proposer() => Assert.ThrowsAny<ArgumentException>(() => new Ballot(1, default));

    [Fact]
    public void A_proposer_names_its_node_its_start_and_its_attempt()
    {
        Assert.Equal("n1/2.3", new ProposerId("n1", 2, 3).ToString());
        Assert.ThrowsAny<ArgumentException>(() => new ProposerId(null!, 1, 1));
        Assert.ThrowsAny<ArgumentException>(() => new ProposerId("", 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ProposerId("n1", 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ProposerId("n1", 1, 0));
    }

    // What can be written must be readable, or a promise to such a proposer would spoil the record that holds it.
    [Fact]
    public void The_name_of_a_node_has_at_most_512_bytes_of_utf8()
    {
        Assert.Equal(256, new ProposerId(new string('ü', 256), 1, 1).Node.Length);
        Assert.Throws<ArgumentException>(() => new ProposerId(new string('ü', 257), 1, 1));
        Assert.ThrowsAny<ArgumentException>(() => new ProposerId("\ud800", 1, 1));
    }
}
