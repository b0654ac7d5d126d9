using System.Text;
using Actors.Pages.Desk;
using Actors.Pages.Diagrams;
using Actors.Pages.Rounds;
using Actors.Paxos;
using Actors.Registers;
using Actors.Rounds;

namespace Actors.Pages.Tests;

/// <summary>What is drawn and said of messages that are known.</summary>
public sealed class RoundDiagramTests
{
    private static readonly RoundValue Cancel = Value("Cancelled"), Ship = Value("Shipped");
    private static readonly RoundBallot Fast = RoundBallot.Of(Ballot.Fast), First = RoundBallot.Of(new Ballot(1, new ProposerId("n2", 1, 7)));

    private static readonly string[] Nodes = ["n1", "n2", "n3"];

    private readonly Dictionary<string, List<RoundEvent>> _events = [];
    private DateTimeOffset _at = DateTimeOffset.UnixEpoch;
    private bool _isThirdSilent;

    [Fact]
    public void While_nobody_proposes_there_is_nothing_to_draw()
    {
        Travel(new RoundMessage(RoundMessageKind.Read, "n1", "n2"));
        Travel(new RoundMessage(RoundMessageKind.Report, "n2", "n1"));
        Assert.Null(RoundDiagram.Of(Story(), Nodes, node => node));
        Assert.Null(RoundSummary.Of(Story(), 3));
    }

    [Fact]
    public void A_fast_round_is_told_as_one()
    {
        At("n1", RoundStep.Asked, value: Cancel);
        foreach (var acceptor in new[] { "n1", "n2", "n3" }) Accept("n1", acceptor, Fast, Cancel);
        At("n1", RoundStep.Told, value: Cancel, outcome: OutcomeKind.Decided);
        At("n3", RoundStep.Asked, value: Ship);
        At("n3", RoundStep.Told, value: Cancel, outcome: OutcomeKind.Decided);
        var drawn = RoundDiagram.Of(Story(), Nodes, node => $"Customer, {node}")!;
        Assert.Equal(["Customer, n1", "n1 remembers", "n2 remembers", "n3 remembers"], drawn.Lanes.Select(lane => lane.Name));
        Assert.Equal(6, drawn.Arrows.Count);
        Assert.All(drawn.Arrows, arrow => Assert.True(arrow is { Tone: Tone.Fast, IsFast: true, Fate: ArrowFate.Arrived }));
        Assert.Equal([MarkKind.Act, MarkKind.Decide], drawn.Marks.Select(mark => mark.Kind));
        Assert.Equal([0, 1, 2, 3], drawn.Spans.Where(span => span.Tone == Tone.First).Select(span => span.Lane).Order());
        Assert.Equal("One round trip was enough: all 3 nodes accepted Cancel in the fast round.", RoundSummary.Of(Story(), 3));
        // Asked, twelve events of three acceptors, told: a millisecond each.
        Assert.Equal("Who asked at n1 was told after 13.0 ms.", RoundSummary.Times(Story()));
    }

    [Fact]
    public void Who_asked_is_told_by_what_was_asked()
    {
        At("n1", RoundStep.Asked, value: Cancel);
        At("n2", RoundStep.Asked, value: Ship);
        At("n3", RoundStep.Asked, value: Ship);
        At("n3", RoundStep.Asked, value: Cancel);
        var story = Story();
        Assert.Equal(["Customer, n1", "Warehouse, n2", "Both, n3", "n4 asks"], new[] { "n1", "n2", "n3", "n4" }.Select(node => DeskWords.Who(story, node)));
    }

    [Fact]
    public void Who_asks_again_after_a_failure_is_timed_from_then_on()
    {
        At("n1", RoundStep.Asked, value: Cancel);
        At("n1", RoundStep.Told, outcome: OutcomeKind.NoQuorum);
        At("n1", RoundStep.Asked, value: Cancel);
        foreach (var acceptor in Nodes) Accept("n1", acceptor, Fast, Cancel);
        At("n1", RoundStep.Told, value: Cancel, outcome: OutcomeKind.Decided);
        Assert.Equal("Who asked at n1 was told after 13.0 ms.", RoundSummary.Times(Story()));
    }

    [Fact]
    public void A_client_is_known_by_the_first_signs_of_its_name()
    {
        var (client, ballot) = ("client:3f2a77", new RoundBallot(1, "client:3f2a77", "client:3f2a77/1.7"));
        foreach (var acceptor in Nodes) Travel(new RoundMessage(RoundMessageKind.Prepare, client, acceptor, ballot));
        foreach (var acceptor in Nodes) Accept(client, acceptor, ballot, Ship);
        var drawn = RoundDiagram.Of(Story(), Nodes, node => node)!;
        Assert.Equal(("client 3f2a", "prepare 1@3f2a"), (drawn.Lanes[0].Name, drawn.Arrows[0].Label));
        Assert.EndsWith("In round 1, led by client 3f2a, a majority of 2 was enough for Ship.", RoundSummary.Of(Story(), 3), StringComparison.Ordinal);
        Assert.Equal("From client 3f2a to n1: promise me round 1.", RoundScript.Of(Story()).First());
    }

    [Fact]
    public void A_fast_round_whose_answers_were_slow_is_not_called_enough()
    {
        foreach (var acceptor in new[] { "n1", "n2", "n3" }) Accept("n2", acceptor, Fast, Ship);
        Send(new RoundMessage(RoundMessageKind.Prepare, "n2", "n1", First));
        Assert.StartsWith("In the fast round all 3 nodes accepted Ship, and so it was chosen; but", RoundSummary.Of(Story(), 3), StringComparison.Ordinal);
    }

    [Fact]
    public void A_split_is_told_with_the_round_that_ended_it()
    {
        Accept("n1", "n1", Fast, Cancel);
        Accept("n2", "n2", Fast, Ship);
        Travel(new RoundMessage(RoundMessageKind.FastAccept, "n2", "n1", Fast, Value: Ship));
        Travel(new RoundMessage(RoundMessageKind.Nack, "n1", "n2", Fast, Fast, Cancel, Fast));
        foreach (var acceptor in new[] { "n1", "n2" })
        {
            Travel(new RoundMessage(RoundMessageKind.Prepare, "n2", acceptor, First));
            Travel(new RoundMessage(RoundMessageKind.Promise, acceptor, "n2", First, Value: acceptor == "n1" ? Cancel : Ship, AcceptedAt: Fast));
        }
        foreach (var acceptor in new[] { "n1", "n2" }) Accept("n2", acceptor, First, Ship);
        _isThirdSilent = true;
        var drawn = RoundDiagram.Of(Story(), Nodes, node => node)!;
        Assert.Contains(drawn.Arrows, arrow => arrow is { Label: "nack: has Cancel", Tone: Tone.Fast });
        Assert.Contains(drawn.Arrows, arrow => arrow is { Label: "promise, has Cancel", Tone: Tone.Classic, IsFast: false });
        Assert.Contains(drawn.Arrows, arrow => arrow is { Label: "accept 1@n2 Ship", Tone: Tone.Classic });
        // n1 held Cancel first, and then Ship.
        Assert.Equal([Tone.Neutral, Tone.First, Tone.Second], drawn.Spans.Where(span => span.Lane == 2).Select(span => span.Tone));
        Assert.StartsWith("The fast round was split", RoundSummary.Of(Story(), 3), StringComparison.Ordinal);
        Assert.EndsWith("In round 1, led by n2, a majority accepted Ship.", RoundSummary.Of(Story(), 3), StringComparison.Ordinal);
        Assert.Contains("From n1 to the proposer at n2: promised; I have accepted Cancel before.", RoundScript.Of(Story()));
    }

    [Fact]
    public void A_message_to_a_silent_node_is_lost_and_a_majority_goes_on_without_it()
    {
        Send(new RoundMessage(RoundMessageKind.FastAccept, "n2", "n3", Fast, Value: Ship));
        At("n2", RoundStep.Lost, new RoundMessage(RoundMessageKind.FastAccept, "n2", "n3", Fast, Value: Ship));
        foreach (var acceptor in new[] { "n1", "n2" }) Accept("n2", acceptor, First, Ship);
        _isThirdSilent = true;
        var drawn = RoundDiagram.Of(Story(), Nodes, node => node)!;
        Assert.Equal(ArrowFate.Lost, Assert.Single(drawn.Arrows, arrow => arrow.Fate != ArrowFate.Arrived).Fate);
        Assert.Equal(["n2 looks", "n1 remembers", "n2 remembers", "n3 remembers ✕"], drawn.Lanes.Select(lane => lane.Name));
        Assert.True(drawn.Spans[^1].IsDown);
        Assert.Equal("The fast round did not get all 3 nodes. In round 1, led by n2, a majority of 2 was enough for Ship.", RoundSummary.Of(Story(), 3));
    }

    [Fact]
    public void A_caller_without_an_answer_is_shown_without_one()
    {
        At("n1", RoundStep.Asked, value: Cancel);
        Send(new RoundMessage(RoundMessageKind.FastAccept, "n1", "n2", Fast, Value: Cancel));
        At("n1", RoundStep.Told, outcome: OutcomeKind.NoQuorum);
        // That of somebody who only looked.
        At("n1", RoundStep.Told, outcome: OutcomeKind.NoQuorum);
        var drawn = RoundDiagram.Of(Story(), Nodes, node => node)!;
        Assert.Equal(Tone.Bad, Assert.Single(drawn.Marks, mark => mark.Label == "no quorum").Tone);
        Assert.Equal(ArrowFate.UnderWay, Assert.Single(drawn.Arrows).Fate);
        Assert.Null(RoundSummary.Of(Story(), 3));
    }

    [Fact]
    public void Of_a_long_story_the_end_is_drawn()
    {
        Accept("n1", "n1", Fast, Cancel);
        for (var i = 0; i < RoundDiagram.RowsMax; i++) Travel(new RoundMessage(RoundMessageKind.Prepare, "n2", "n2", First));
        var drawn = RoundDiagram.Of(Story(), Nodes, node => node)!;
        Assert.Equal(RoundDiagram.RowsMax, drawn.Arrows.Count);
        Assert.All(drawn.Arrows, arrow => Assert.Equal("prepare 1@n2", arrow.Label));
        Assert.Equal(Tone.First, drawn.Spans.Single(span => span.Lane == 2 && span.To > 1).Tone);
        Assert.Equal(RoundDiagram.RowsMax + 2, RoundDiagram.Arrivals(Story()));
    }

    private static RoundValue Value(string state)
    {
        var json = $$"""{"state":"{{state}}","decidedAt":"2026-11-24T02:53:53.8271234+00:00"}""";
        return RoundValue.Of(new Proposal(ProposalId.New(), new RegisterValue(Encoding.UTF8.GetBytes(json), "application/json")));
    }

    private void Accept(string proposer, string acceptor, RoundBallot ballot, RoundValue value)
    {
        Travel(new RoundMessage(ballot == Fast ? RoundMessageKind.FastAccept : RoundMessageKind.Accept, proposer, acceptor, ballot, Value: value));
        Travel(new RoundMessage(RoundMessageKind.Accepted, acceptor, proposer, ballot));
    }

    private void Travel(RoundMessage message)
    {
        Send(message);
        At(message.To, RoundStep.Received, message);
    }

    private void Send(RoundMessage message) => At(message.From, RoundStep.Sent, message);

    private void At(string node, RoundStep step, RoundMessage? message = null, RoundValue? value = null, OutcomeKind? outcome = null)
    {
        // Nobody watches a client.
        if (ClientName.Is(node)) return;
        if (!_events.TryGetValue(node, out var events)) _events.Add(node, events = []);
        events.Add(new RoundEvent(node, events.Count + 1, _at += TimeSpan.FromMilliseconds(1), step, message, value, outcome));
    }

    /// <summary>The third node may be silent: what it did is known to nobody.</summary>
    private RoundStory Story()
    {
        var story = new RoundStory();
        foreach (var (node, events) in _events) story.Add(new RoundBatch(node, null, AcceptorState.Initial, events));
        if (_isThirdSilent) story.Add(new RoundBatch("n3", "It does not answer.", null, []));
        return story;
    }
}
