using System.Text;
using Actors.Grains.Tests.Cluster;
using Actors.Paxos;
using Actors.Rounds;

namespace Actors.Grains.Tests;

/// <summary>The messages of real silos, seen from any of them.</summary>
public sealed class RoundWatchTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task One_node_shows_what_all_of_them_send_and_hold()
    {
        await using var cluster = await TestCluster.StartAsync();
        var proposal = Proposal("ship");
        using var limit = new CancellationTokenSource(Limit);
        var (story, answered, asked) = (new RoundStory(), new HashSet<string>(), false);
        await foreach (var batch in cluster.Rounds("n1").WatchAsync(Key, limit.Token))
        {
            Assert.Null(batch.Problem);
            story.Add(batch);
            answered.Add(batch.Node);
            if (answered.Count == 3 && !asked)
            {
                asked = true;
                Assert.All(story.Holds.Values, state => Assert.Equal(AcceptorState.Initial, state));
                Assert.Equal(proposal, (await cluster.Registers("n2").ProposeAsync(Key, proposal)).Proposal);
            }
            if (Count(RoundStep.Received, RoundMessageKind.Learned) >= 3 && story.Holds.Values.All(state => state.Chosen == proposal)) break;
        }
        Assert.Equal("n2", Assert.Single(story.Moments, moment => moment.Event.Step == RoundStep.Asked).Event.Node);
        Assert.Equal(OutcomeKind.Decided, Assert.Single(story.Moments, moment => moment.Event.Step == RoundStep.Told).Event.Outcome);
        foreach (var kind in new[] { RoundMessageKind.FastAccept, RoundMessageKind.Learn })
        {
            var arrows = story.Moments.Where(moment => moment.Event.Step == RoundStep.Sent && moment.Event.Message!.Kind == kind).ToList();
            Assert.Equal(["n1", "n2", "n3"], arrows.Select(arrow => arrow.Event.Message!.Acceptor).Distinct().Order());
            Assert.All(arrows, arrow => Assert.Equal("n2", arrow.Event.Message!.Proposer));
            Assert.Contains(arrows, arrow => arrow.ReceivedAt > story.Moments.ToList().IndexOf(arrow));
        }
        var accept = story.Moments.First(moment => moment.Event.Message?.Kind == RoundMessageKind.FastAccept).Event.Message!;
        Assert.Equal(new RoundValue(proposal.Id.Value, "ship"), accept.Value);
        Assert.True(accept.IsFast);

        int Count(RoundStep step, RoundMessageKind kind) => story.Moments.Count(moment => moment.Event.Step == step && moment.Event.Message?.Kind == kind);
    }

    [Fact]
    public async Task A_node_that_stops_is_said_to_be_silent_and_tells_again_when_it_is_back()
    {
        await using var cluster = await TestCluster.StartAsync();
        using var limit = new CancellationTokenSource(Limit);
        var (story, stopped, started) = (new RoundStory(), false, false);
        await foreach (var batch in cluster.Rounds("n1").WatchAsync(Key, limit.Token))
        {
            story.Add(batch);
            if (!stopped && story.Holds.Count == 3)
            {
                stopped = true;
                await cluster.StopAsync("n3");
            }
            if (stopped && !started && story.Silent.ContainsKey("n3"))
            {
                started = true;
                Assert.DoesNotContain("n3", story.Holds.Keys);
                await cluster.StartAsync("n3");
            }
            if (started && story.Holds.Count == 3) break;
        }
        Assert.Empty(story.Silent);
    }

    [Fact]
    public void Large_or_binary_values_are_shown_by_their_hash()
    {
        Assert.Equal("ship", RoundValue.Of(Proposal("ship")).Text);
        Assert.Equal("100 bytes 28165978", RoundValue.Of(Proposal(new string('a', 100))).Text);
        Assert.StartsWith("1 bytes ", RoundValue.Of(new Proposal(ProposalId.New(), new RegisterValue(new byte[] { 0xff }, ""))).Text, StringComparison.Ordinal);
    }

    private static RegisterKey Key => new("rounds/1");

    private static Proposal Proposal(string text) => new(ProposalId.New(), new RegisterValue(Encoding.UTF8.GetBytes(text), "text/plain"));
}
