using Actors.Client.Races;
using Actors.Paxos;

namespace Actors.Client.Tests;

public sealed class RaceCheckerTests
{
    private static readonly RaceTrack Track = new(new RaceSettings(1, 3, 1, 42));
    private static readonly Proposal[] Proposals = Track.Proposals(0);
    private static readonly Outcome Unknown = new(OutcomeKind.Unknown, null, 0, 0);

    [Fact]
    public void One_winner_seen_by_all_is_right() => Assert.Empty(Check(Told(1), Told(1), Told(1)));

    [Fact]
    public void A_winner_that_was_not_told_is_right() => Assert.Empty(Check(Told(1), Unknown, Told(1)));

    [Fact]
    public void Nothing_known_is_right() => Assert.Empty(Check(Unknown, Unknown, Unknown));

    [Fact]
    public void Two_values_are_wrong() => Assert.Equal(["the callers learned 2 different values"], Check(Unknown, Told(0), Told(1)));

    [Fact]
    public void Two_winners_are_wrong() =>
        Assert.Equal(["the callers learned 2 different values", "2 callers were told that they won"], Check(Told(0), Told(1), Told(1)));

    [Fact]
    public void A_strange_value_is_wrong()
    {
        var stranger = Decided(new Proposal(ProposalId.New(), Proposals[0].Value));
        Assert.Equal(["a caller learned a value that nobody proposed", "nobody was told that it won"], Check(stranger, stranger, stranger));
    }

    [Fact]
    public void A_winner_with_another_value_than_it_proposed_is_wrong()
    {
        var bent = Decided(new Proposal(Proposals[0].Id, Proposals[1].Value));
        Assert.Equal(["a caller learned a value that nobody proposed"], Check(bent, bent, bent));
    }

    [Fact]
    public void Undecided_is_no_answer_to_a_proposal() =>
        Assert.Equal(["a proposal was answered with 'undecided'"], Check(new Outcome(OutcomeKind.Undecided, null, 3, 0), Told(1), Told(1)));

    [Fact]
    public void A_read_after_the_decision_must_tell_it()
    {
        Assert.Empty(RaceChecker.CheckRead(Proposals, Proposals[1], Told(1)));
        Assert.Empty(RaceChecker.CheckRead(Proposals, Proposals[1], Unknown));
        Assert.Single(RaceChecker.CheckRead(Proposals, Proposals[1], Told(2)));
        Assert.Single(RaceChecker.CheckRead(Proposals, Proposals[1], new Outcome(OutcomeKind.Undecided, null, 3, 0)));
    }

    [Fact]
    public void A_read_after_unknown_outcomes_may_say_undecided_or_any_proposal()
    {
        Assert.Empty(RaceChecker.CheckRead(Proposals, null, Told(2)));
        Assert.Empty(RaceChecker.CheckRead(Proposals, null, new Outcome(OutcomeKind.Undecided, null, 3, 0)));
        Assert.Single(RaceChecker.CheckRead(Proposals, null, Decided(new Proposal(ProposalId.New(), Proposals[0].Value))));
    }

    [Fact]
    public void Proposals_differ_from_each_other_and_from_those_of_other_races()
    {
        RaceTrack[] tracks = [Track, new(new RaceSettings(1, 3, 1, 43))];
        var ids = tracks.SelectMany(track => Enumerable.Range(0, 5).SelectMany(track.Proposals)).Select(proposal => proposal.Id).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.NotEqual(tracks[0].Key(0), tracks[1].Key(0));
    }

    private static IReadOnlyList<string> Check(params Outcome[] outcomes) => RaceChecker.CheckRace(Proposals, outcomes);

    private static Outcome Told(int racer) => Decided(Track.Proposal(0, racer));

    private static Outcome Decided(Proposal proposal) => new(OutcomeKind.Decided, proposal, 3, 0);
}
