using System.Collections.Immutable;
using Actors.Explorer.Search;
using Actors.Explorer.Worlds;

namespace Actors.Explorer.Rules;

/// <summary>
/// Steps 3 and 4: one round of voting. Each caller asks all voters; a voter votes once, for whoever asks first, and tells both callers;
/// a caller counts.
/// </summary>
public sealed class MajorityVote : Protocol
{
    private const int Callers = 2;

    private readonly int _voters;
    private readonly TieBreak _tieBreak;

    /// <param name="voters">How many vote.</param>
    /// <param name="tieBreak">What happens at a tie. Unless it is nothing, the last voter is the chair.</param>
    public MajorityVote(int voters, TieBreak tieBreak = TieBreak.None)
    {
        (_voters, _tieBreak) = (voters, tieBreak);
        Lanes = [.. CallerLanes.All, .. Enumerable.Range(1, voters).Select(voter => HasChair && voter == voters
            ? new Lane("Chair", "Chair", LaneKind.Voter)
            : new Lane($"Voter {voter}", $"v{voter}", LaneKind.Voter, Alike: true))];
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Lane> Lanes { get; }

    private bool HasChair => _tieBreak != TieBreak.None;

    /// <inheritdoc/>
    public override Reaction Begin(int node) => node < Callers
        ? new Reaction(Tally.Empty(_voters), "", [.. Enumerable.Range(Callers, _voters).Select(voter => (voter, (Payload)new Ask(Choice.Of(node))))])
        : new Reaction(new Vote(null), "");

    /// <inheritdoc/>
    public override Reaction Receive(ImmutableArray<NodeState> nodes, int node, Message message) => (nodes[node], message.Payload) switch
    {
        (Vote { Given: null }, Ask ask) => new(
            new Vote(ask.Wish), $"votes {ask.Wish}", [.. Enumerable.Range(0, Callers).Select(caller => (caller, (Payload)new Reply(ask.Wish)))]),
        (Vote vote, Ask) => new(vote, $"has voted {vote.Given} and stays with it"),
        (Tally tally, Reply reply) => Count(tally.With(message.From - Callers, reply.Choice), reply.Choice),
        (var state, _) => new(state, "does not care"),
    };

    /// <inheritdoc/>
    public override bool IsInert(ImmutableArray<NodeState> nodes, Message message) => nodes[message.To] is Vote { Given: not null } or Tally { Outcome: not null };

    /// <inheritdoc/>
    public override string? Action(ImmutableArray<NodeState> nodes, int node) =>
        _tieBreak == TieBreak.GoOnWithoutChair && nodes[node] is Tally { Outcome: null } tally && tally.Votes[^1] is null && tally.MajorityOf(_voters - 1) is not null
            ? "stop waiting for the chair"
            : null;

    /// <inheritdoc/>
    public override Reaction Act(ImmutableArray<NodeState> nodes, int node)
    {
        var tally = (Tally)nodes[node];
        var outcome = tally.MajorityOf(_voters - 1)!;
        return new Reaction(tally with { Outcome = outcome }, $"stops waiting for the chair, counts the others and concludes: {outcome}");
    }

    /// <summary>Where voters wait for the chair, the chair is the one to watch.</summary>
    public override bool MayCrash(ImmutableArray<NodeState> nodes, int node) => HasChair ? node == Lanes.Count - 1 : base.MayCrash(nodes, node);

    /// <inheritdoc/>
    public override Verdict Hopeless(World world)
    {
        var votes = world.Nodes.OfType<Vote>().Zip(world.Down.Skip(Callers), (vote, down) => (vote.Given, Down: down)).ToArray();
        var (cancel, ship) = (votes.Count(vote => vote.Given == Choice.Cancel), votes.Count(vote => vote.Given == Choice.Ship));
        var silent = votes.Count(vote => vote.Down && vote.Given is null);
        return new Verdict(VerdictKind.Blocked, $"Blocked for ever: {cancel} to {ship}" + (silent, HasChair) switch
        {
            (0, _) => ". Everybody has voted, nobody votes twice, and neither side has more than half.",
            (_, true) => ", and the vote that would settle it was the chair's. It is gone, and the others were told to wait for it.",
            _ => ", and the missing vote never comes. To those who wait it looks like one that is only late.",
        });
    }

    private Reaction Count(Tally tally, string vote)
    {
        if (tally.Outcome is not null) return new Reaction(tally, $"counts one more for {vote}");
        var outcome = tally.MajorityOf(_voters) ?? (HasChair ? tally.HalfWithChair(_voters) : null);
        return outcome is null
            ? new Reaction(tally, $"counts {tally.For(Choice.Cancel)} for Cancel, {tally.For(Choice.Ship)} for Ship")
            : new Reaction(tally with { Outcome = outcome }, $"counts {tally.For(outcome)} for {outcome} and concludes: {outcome}");
    }

    private sealed record Vote(string? Given) : NodeState
    {
        public override string Holds => Given ?? "no vote yet";
        public override string? Value => Given;
        internal override void Write(StateWriter writer) => writer.Add(Given);
    }
}
