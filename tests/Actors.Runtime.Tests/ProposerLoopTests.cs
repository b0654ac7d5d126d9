using System.Text;
using Actors.Engine;
using Actors.Paxos;

namespace Actors.Runtime.Tests;

/// <summary>What a proposer does when acceptors say what cannot be true.</summary>
public sealed class ProposerLoopTests
{
    private static readonly ClusterLayout Layout = new(["n1", "n2", "n3"], 3);
    private static readonly RegisterKey Key = new("orders/1");

    [Fact]
    public async Task One_ballot_with_two_values_stops_it_and_is_told_and_nobody_gets_either_value()
    {
        var broken = new List<InvariantException>();
        var batches = 0;
        using var loop = new ProposerLoop("n1", new ProposerEngine(Layout, new ProposerIds("n1", 1, new Random(1)), new ProposerOptions(), new Random(1)), LieAsync, TimeSpan.FromSeconds(1),
            TimeProvider.System, _ => { }, broken.Add);
        await Assert.ThrowsAsync<NodeStoppedException>(() => loop.ReadAsync(Key, TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
        Assert.Contains("carried both", Assert.Single(broken).Message, StringComparison.Ordinal);
        var sent = Volatile.Read(ref batches);
        await Assert.ThrowsAsync<NodeStoppedException>(() => loop.ReadAsync(Key, TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken));
        Assert.Equal(sent, Volatile.Read(ref batches));

        // Each has accepted something else at the same classic ballot.
        Task<AcceptorAnswer> LieAsync(int node, AcceptorRequest request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref batches);
            var accepted = new AcceptedPair(new Ballot(1, new ProposerId("n2", 1, 1)), new Proposal(ProposalId.New(), new RegisterValue(Encoding.UTF8.GetBytes("ship"), "text/plain")));
            return Task.FromResult(new AcceptorAnswer(new StoreMark(1, 1), [],
                [.. request.Messages.Select(item => item.Message is Prepare prepare ? (AcceptorReply)new Promise(prepare.Ballot, accepted) : new Report(accepted.Ballot, accepted))]));
        }
    }
}
