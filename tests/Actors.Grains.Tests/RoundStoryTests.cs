using Actors.Paxos;
using Actors.Registers;
using Actors.Rounds;

namespace Actors.Grains.Tests;

/// <summary>One order out of what nodes tell whose clocks differ.</summary>
public sealed class RoundStoryTests
{
    private static readonly RoundBallot Fast = new(0, null, null);

    [Fact]
    public void What_is_received_comes_after_its_sending_whatever_the_clocks_say()
    {
        var story = new RoundStory();
        // The acceptor's clock is an hour behind.
        story.Add(Batch("n2", Received(1, -3600, Ask("n1", "n2")), Sent(2, -3599, Answer("n2", "n1"))));
        story.Add(Batch("n1", Sent(1, 0, Ask("n1", "n2")), Received(2, 1, Answer("n2", "n1"))));
        Assert.Equal(["n1.1", "n2.1", "n2.2", "n1.2"], Places(story));
        Assert.Equal([(null, 1), (0, null), (null, 3), (2, null)], story.Moments.Select(moment => (moment.SentAt, moment.ReceivedAt)));
    }

    [Fact]
    public void Without_messages_between_them_the_clocks_decide()
    {
        var story = new RoundStory();
        story.Add(Batch("n1", Asked(1, 1), Asked(2, 3)));
        story.Add(Batch("n2", Asked(1, 2)));
        Assert.Equal(["n1.1", "n2.1", "n1.2"], Places(story));
    }

    [Fact]
    public void A_node_keeps_its_own_order_although_its_clock_was_set_back()
    {
        var story = new RoundStory();
        story.Add(Batch("n1", Asked(1, 10), Asked(2, 5)));
        Assert.Equal(["n1.1", "n1.2"], Places(story));
    }

    [Fact]
    public void What_comes_from_a_node_that_tells_nothing_stands_by_itself()
    {
        var story = new RoundStory();
        story.Add(Batch("n2", Received(1, 0, Ask("n1", "n2"))));
        Assert.Null(Assert.Single(story.Moments).SentAt);
    }

    [Fact]
    public void What_comes_from_a_client_was_sent_by_it_and_what_goes_to_one_arrives()
    {
        var client = ClientName.New();
        var story = new RoundStory();
        story.Add(Batch("n1", Received(1, 0, Ask(client, "n1")), Sent(2, 1, Answer("n1", client))));
        Assert.Equal([$"{client}.1", "n1.1", "n1.2", $"{client}.2"], Places(story));
        Assert.Equal([(null, 1), (0, null), (null, 3), (2, null)], story.Moments.Select(moment => (moment.SentAt, moment.ReceivedAt)));
    }

    [Fact]
    public void Equal_messages_are_received_in_the_order_in_which_they_were_sent()
    {
        var story = new RoundStory();
        story.Add(Batch("n1", Sent(1, 0, Ask("n1", "n2")), Sent(2, 5, Ask("n1", "n2"))));
        story.Add(Batch("n2", Received(1, 3, Ask("n1", "n2")), Received(2, 8, Ask("n1", "n2"))));
        Assert.Equal([(null, 1), (0, null), (null, 3), (2, null)], story.Moments.Select(moment => (moment.SentAt, moment.ReceivedAt)));
    }

    [Fact]
    public void What_is_given_up_says_where()
    {
        var story = new RoundStory();
        story.Add(Batch("n1", Sent(1, 0, Ask("n1", "n3")), Lost(2, 100, Ask("n1", "n3"))));
        Assert.Equal(1, story.Moments[0].GivenUpAt);
    }

    [Fact]
    public void What_is_told_twice_happened_once()
    {
        var story = new RoundStory();
        for (var i = 0; i < 2; i++) story.Add(Batch("n1", Asked(1, 0), Asked(2, 1)));
        Assert.Equal(["n1.1", "n1.2"], Places(story));
    }

    [Fact]
    public void It_knows_who_holds_what_and_who_is_silent()
    {
        var story = new RoundStory();
        story.Add(Batch("n1") with { Holds = AcceptorState.Initial });
        Assert.Equal(AcceptorState.Initial, story.Holds["n1"]);
        story.Add(new RoundBatch("n1", "It is gone.", null, []));
        Assert.Empty(story.Holds);
        Assert.Equal("It is gone.", story.Silent["n1"]);
        story.Add(Batch("n1") with { Holds = AcceptorState.Initial });
        Assert.Empty(story.Silent);
    }

    private static IEnumerable<string> Places(RoundStory story) => story.Moments.Select(moment => $"{moment.Event.Node}.{moment.Event.Number}");

    private static RoundBatch Batch(string node, params RoundEvent[] events) => new(node, null, null, [.. events.Select(item => item with { Node = node })]);

    private static RoundMessage Ask(string from, string to) => new(RoundMessageKind.FastAccept, from, to, Fast, Value: new RoundValue(Guid.Empty, "ship"));

    private static RoundMessage Answer(string from, string to) => new(RoundMessageKind.Accepted, from, to, Fast);

    private static RoundEvent Asked(long number, int second) => New(number, second, RoundStep.Asked, null);

    private static RoundEvent Sent(long number, int second, RoundMessage message) => New(number, second, RoundStep.Sent, message);

    private static RoundEvent Received(long number, int second, RoundMessage message) => New(number, second, RoundStep.Received, message);

    private static RoundEvent Lost(long number, int second, RoundMessage message) => New(number, second, RoundStep.Lost, message);

    private static RoundEvent New(long number, int second, RoundStep step, RoundMessage? message) =>
        new("", number, DateTimeOffset.UnixEpoch.AddSeconds(second), step, message);
}
