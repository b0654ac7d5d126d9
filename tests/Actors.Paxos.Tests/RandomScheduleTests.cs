namespace Actors.Paxos.Tests;

/// <summary>Many small worlds with loss, doubles, reordering, restarts and duels; then the same worlds with one rule broken.</summary>
public sealed class RandomScheduleTests
{
    [Theory, InlineData(3), InlineData(5)]
    public void No_schedule_breaks_agreement_and_every_one_ends_once_faults_stop(int acceptors)
    {
        for (var seed = 0; seed < 20_000; seed++)
            if (new World(seed, QuorumSystem.Of(acceptors)).Run() is { } broken)
                Assert.Fail($"Seed {seed}, {acceptors} acceptors: {broken}");
    }

    [Theory]
    [InlineData("forgets its promise")]
    [InlineData("accepts twice in the fast round")]
    [InlineData("accepts in the fast round after a promise")]
    [InlineData("hides what it accepted")]
    [InlineData("answers before its write is durable")]
    [InlineData("takes a fast majority for a fast quorum")]
    [InlineData("takes one acceptor for a classic quorum")]
    [InlineData("uses a ballot twice")]
    public void A_broken_rule_is_caught(string rule) => Assert.Contains(Enumerable.Range(0, 5_000), seed => Broken(rule, seed).Run() is not null);

    private static World Broken(string rule, int seed)
    {
        var three = QuorumSystem.Of(3);
        return rule switch
        {
            "forgets its promise" => new(seed, three, (state, message) =>
                Acceptor.Handle(state with { Promised = state.Accepted?.Ballot ?? Ballot.Fast }, message)),
            "accepts twice in the fast round" => new(seed, three, (state, message) =>
                Acceptor.Handle(message is Accept { Ballot.IsFast: true } && state.Accepted is { Ballot.IsFast: true } ? state with { Accepted = null } : state, message)),
            "accepts in the fast round after a promise" => new(seed, three, (state, message) =>
                Acceptor.Handle(message is Accept { Ballot.IsFast: true } && state.Accepted is null ? state with { Promised = Ballot.Fast } : state, message)),
            "hides what it accepted" => new(seed, three, (state, message) =>
                Acceptor.Handle(message is Prepare ? state with { Accepted = null } : state, message)),
            "answers before its write is durable" => new(seed, three, (state, message) =>
                Acceptor.Handle(state, message) with { MustBeDurable = false }),
            "takes a fast majority for a fast quorum" => new(seed, QuorumSystem.Unchecked(3, classic: 2, fast: 2)),
            "takes one acceptor for a classic quorum" => new(seed, QuorumSystem.Unchecked(3, classic: 1, fast: 3)),
            "uses a ballot twice" => new(seed, three, reuseProposerIds: true),
            _ => throw new ArgumentOutOfRangeException(nameof(rule)),
        };
    }
}
