using System.Text;
using Actors.Engine;
using Actors.Paxos;
using Microsoft.Extensions.Time.Testing;

namespace Actors.Runtime.Tests;

/// <summary>What a proposer does when acceptors say what cannot be true of a register: whatever that register's operations throw ends them, and nothing else.</summary>
public sealed class ProposerLoopTests
{
    private static readonly ClusterLayout Layout = new(["n1", "n2", "n3"], 3);
    private static readonly RegisterKey Bad = new("orders/1"), Good = new("orders/2");
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly List<Exception> _broken = [];

    [Fact]
    public async Task One_ballot_with_two_values_ends_the_operation_and_nobody_gets_either_value()
    {
        using var loop = Start(item => Accepted() is var accepted && item is Prepare prepare ? new Promise(prepare.Ballot, accepted) : new Report(accepted.Ballot, accepted));
        await EndsAsync(loop, "carried both");

        // Each has accepted something else at the same classic ballot.
        static AcceptedPair Accepted() => new(new Ballot(1, new ProposerId("n2", 1, 1)), Proposal());
    }

    [Fact]
    public async Task A_last_round_that_was_promised_ends_the_operation_when_its_refusal_comes()
    {
        using var loop = Start(item => item switch
        {
            Accept accept => new Nack(accept.Ballot, Last(), null),
            Prepare prepare => new Nack(prepare.Ballot, Last(), null),
            _ => new Report(Last(), new AcceptedPair(Ballot.Fast, Proposal())),
        });
        await EndsAsync(loop, "No round is left above 9223372036854775807");
    }

    /// <summary>A timer has no caller: what it throws would end the process, and this test with it.</summary>
    [Fact]
    public async Task A_last_round_that_was_promised_ends_the_operation_when_a_timer_would_begin_the_next()
    {
        var time = new FakeTimeProvider();
        using var loop = Start(item => item switch
        {
            Accept { Ballot.IsFast: true } accept => new Nack(accept.Ballot, new Ballot(Ballot.RoundMax - 1, new ProposerId("x", 1, 1)), null),
            Prepare prepare => new Nack(prepare.Ballot, Last(), null),
            _ => new Learned(),
        }, time);
        var call = loop.ProposeAsync(Bad, Proposal(), Limit, TestContext.Current.CancellationToken);
        while (!call.IsCompleted)
        {
            time.Advance(TimeSpan.FromMilliseconds(10));
            await Task.Yield();
        }
        Assert.Contains("No round is left", (await Assert.ThrowsAsync<InvariantException>(() => call)).Message, StringComparison.Ordinal);
        Assert.Empty(_broken);
    }

    /// <summary>The engine is at fault then, and what it knows may be wrong: it stops, in order.</summary>
    [Fact]
    public async Task What_the_engine_itself_throws_stops_the_proposer_and_is_told()
    {
        using var loop = Start(item => new Accepted(Ballot.Fast));
        loop.OnChosen(null!);
        Assert.Single(_broken);
        await Assert.ThrowsAsync<NodeStoppedException>(() => loop.ProposeAsync(Good, Proposal(), Limit, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task What_a_caller_asks_for_that_cannot_be_is_the_callers_to_hear()
    {
        using var loop = Start(item => new Accepted(Ballot.Fast));
        await Assert.ThrowsAsync<OverflowException>(() => loop.ProposeAsync(Bad, Proposal(), TimeSpan.MaxValue, TestContext.Current.CancellationToken));
        await GoesOnAsync(loop);
    }

    private async Task EndsAsync(ProposerLoop loop, string because)
    {
        foreach (var call in (Func<Task<Outcome>>[])[
            () => loop.ReadAsync(Bad, Limit, TestContext.Current.CancellationToken),
            () => loop.ProposeAsync(Bad, Proposal(), Limit, TestContext.Current.CancellationToken)])
        {
            var exception = await Assert.ThrowsAsync<InvariantException>(call);
            Assert.Contains($"Register '{Bad}': ", exception.Message, StringComparison.Ordinal);
            Assert.Contains(because, exception.Message, StringComparison.Ordinal);
        }
        await GoesOnAsync(loop);
    }

    private async Task GoesOnAsync(ProposerLoop loop)
    {
        Assert.Equal(OutcomeKind.Decided, (await loop.ProposeAsync(Good, Proposal(), Limit, TestContext.Current.CancellationToken)).Kind);
        Assert.Empty(_broken);
    }

    /// <param name="say">What all acceptors say of <see cref="Bad"/>. They accept all else.</param>
    /// <param name="time">The clock.</param>
    private ProposerLoop Start(Func<AcceptorMessage, AcceptorReply> say, TimeProvider? time = null) => new(
        "n1", new ProposerEngine(Layout, new ProposerIds("n1", 1, new Random(1)), new ProposerOptions(), new Random(1)),
        (_, request, _) => Task.FromResult(new AcceptorAnswer(new StoreMark(1, 1), [], [.. request.Messages.Select(item => item.Key == Bad ? say(item.Message) : Honest(item.Message))])),
        TimeSpan.FromSeconds(1), time ?? TimeProvider.System, _ => { }, _broken.Add);

    private static AcceptorReply Honest(AcceptorMessage message) => message switch
    {
        Accept accept => new Accepted(accept.Ballot),
        Prepare prepare => new Promise(prepare.Ballot, null),
        _ => new Learned(),
    };

    private static Ballot Last() => new(long.MaxValue, new ProposerId("x", 1, 1));

    private static Proposal Proposal() => new(ProposalId.New(), new RegisterValue(Encoding.UTF8.GetBytes("ship"), "text/plain"));
}
