using Actors.Engine;
using Actors.Paxos;

namespace Actors.MicroBench;

/// <summary>What a decision is made of: a key of 22 bytes, a value of 64.</summary>
internal static class Sample
{
    private const int ValueBytes = 64;

    public static readonly QuorumSystem Quorums = QuorumSystem.Of(3);

    public static readonly ProposerId Proposer = new("n1", 1, 1);

    public static readonly Ballot Classic = new(1, Proposer);

    public static readonly Proposal Proposal = new(ProposalId.New(), new RegisterValue(new byte[ValueBytes], "application/json"));

    public static readonly Accept FastAccept = new(Ballot.Fast, Proposal);

    public static RegisterKey Key(int index) => new($"bench/{index:x16}");

    public static RegisterMessage[] FastAccepts(int count) => [.. Enumerable.Range(0, count).Select(index => new RegisterMessage(Key(index), FastAccept))];
}
