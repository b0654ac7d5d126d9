using Actors.Engine;
using Actors.Paxos;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>A proposer takes the value of the lowest instead of the highest ballot among the promises. Done by turning their order upside down.</summary>
internal sealed class TakeLowestBallot : Boundary
{
    private const long Top = 1_000_000;

    public override AcceptorReply OnReceive(string node, string acceptor, RegisterMessage message, AcceptorReply reply) =>
        reply is Promise { Accepted: { } pair } promise ? promise with { Accepted = pair with { Ballot = Invert(pair) } } : reply;

    // Fast pairs can differ from one another, so each value gets a ballot of its own.
    private static Ballot Invert(AcceptedPair pair) =>
        new(Top - pair.Ballot.Round, pair.Ballot.IsFast ? new ProposerId($"fast {pair.Proposal.Id}", 1, 1) : pair.Ballot.Proposer);
}
