using static Actors.Paxos.Tests.Given;

namespace Actors.Paxos.Tests;

/// <summary><see cref="Recovery.Pick"/> against an oracle that knows no rule but counts: what could the silent acceptors have accepted?</summary>
public sealed class RecoveryOracleTests
{
    private static readonly Proposal?[] FastVotes = [null, Apple, Pear, Plum];
    private static readonly Proposal Own = new(new ProposalId(new Guid(4, 0, 0, new byte[8])), Apple.Value);

    /// <summary>All that one acceptor ever accepted: in the fast round, at ballot 1, at ballot 2. A report shows only the highest.</summary>
    private sealed record History(Proposal? Fast, bool AtOne, bool AtTwo);

    [Theory, InlineData(3), InlineData(5)]
    public void Pick_returns_the_one_proposal_that_may_have_been_chosen(int acceptors)
    {
        var quorums = QuorumSystem.Of(acceptors);
        for (var promises = quorums.Classic; promises <= acceptors; promises++)
            foreach (var one in FastVotes[1..])
                foreach (var two in FastVotes[1..])
                    foreach (var reports in Combinations(Reports(one!, two!), promises))
                        Check(quorums, reports, one!, two!);
    }

    private static void Check(QuorumSystem quorums, AcceptedPair?[] reports, Proposal one, Proposal two)
    {
        var (possible, chosen) = Oracle(quorums, reports, one, two);
        if (!possible) return;
        var picked = Recovery.Pick(quorums, reports, Own);
        var text = string.Join(", ", reports.Select(pair => pair is null ? "nothing" : $"{pair.Ballot} {pair.Proposal.Id}"));
        Assert.True(chosen.Count <= 1, $"The oracle says that two proposals may have been chosen: {text}");
        if (chosen.Count == 1) Assert.True(chosen.Contains(picked!), $"{picked!.Id} was picked over the one that may have been chosen: {text}");
        else Assert.True(reports.Any(pair => pair?.Proposal == picked) || reports.All(pair => pair is null) && picked == Own, text);
        Assert.Equal(picked, Recovery.Pick(quorums, [.. reports.Reverse()], Own));
    }

    /// <summary>
    /// Completes the reports in every way. A completion is possible iff it obeys P2b: above the ballot at which a proposal is
    /// chosen, nothing else is accepted. Reports without a possible completion cannot happen.
    /// </summary>
    private static (bool Possible, HashSet<Proposal> Chosen) Oracle(QuorumSystem quorums, AcceptedPair?[] reports, Proposal one, Proposal two)
    {
        var all = Histories().ToLookup(history => Report(history, one, two));
        var behind = reports.Select(report => all[report].ToArray()).ToList();
        while (behind.Count < quorums.Acceptors) behind.Add([.. Histories()]);

        var possible = false;
        var chosen = new HashSet<Proposal>();
        foreach (var world in Tally.All(behind.Select(histories => histories.Select(Tally.Of).ToArray())))
        {
            var fast = FastVotes[1..].SingleOrDefault(proposal => world.Fast(proposal!) >= quorums.Fast);
            var oneChosen = world.AtOne >= quorums.Classic;
            if (fast is not null && (world.AtOne > 0 && one != fast || world.AtTwo > 0 && two != fast)) continue;
            if (oneChosen && world.AtTwo > 0 && two != one) continue;
            possible = true;
            if (fast is not null) chosen.Add(fast);
            if (oneChosen) chosen.Add(one);
            if (world.AtTwo >= quorums.Classic) chosen.Add(two);
        }
        return (possible, chosen);
    }

    private static IEnumerable<History> Histories() =>
        from fast in FastVotes from atOne in (bool[])[false, true] from atTwo in (bool[])[false, true] select new History(fast, atOne, atTwo);

    private static AcceptedPair?[] Reports(Proposal one, Proposal two) =>
        [.. FastVotes.Select(vote => Report(new History(vote, false, false), one, two)), new(At(1), one), new(At(2), two)];

    private static AcceptedPair? Report(History history, Proposal one, Proposal two) => history switch
    {
        { AtTwo: true } => new(At(2), two),
        { AtOne: true } => new(At(1), one),
        { Fast: { } fast } => new(Ballot.Fast, fast),
        _ => null,
    };

    private static IEnumerable<T[]> Combinations<T>(T[] from, int size) => size == 0
        ? [[]]
        : from.SelectMany((first, index) => Combinations(from[index..], size - 1).Select(rest => (T[])[first, .. rest]));

    /// <summary>How many acceptors accepted what: all that being chosen depends on.</summary>
    private readonly record struct Tally(int Apples, int Pears, int Plums, int AtOne, int AtTwo)
    {
        public static Tally Of(History history) => new(
            history.Fast == Apple ? 1 : 0, history.Fast == Pear ? 1 : 0, history.Fast == Plum ? 1 : 0, history.AtOne ? 1 : 0, history.AtTwo ? 1 : 0);

        public static IEnumerable<Tally> All(IEnumerable<Tally[]> acceptors) => acceptors.Aggregate(
            new HashSet<Tally> { default },
            (sums, acceptor) => [.. from sum in sums from votes in acceptor select sum.Plus(votes)]);

        public int Fast(Proposal proposal) => proposal == Apple ? Apples : proposal == Pear ? Pears : Plums;

        private Tally Plus(Tally other) => new(
            Apples + other.Apples, Pears + other.Pears, Plums + other.Plums, AtOne + other.AtOne, AtTwo + other.AtTwo);
    }
}
