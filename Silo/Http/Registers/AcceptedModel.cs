using Actors.Paxos;

namespace Actors.Silo.Http.Registers;

/// <summary>What an acceptor has accepted.</summary>
/// <param name="Ballot">The ballot it was accepted at.</param>
/// <param name="Proposal">The id of the proposal.</param>
internal sealed record AcceptedModel(BallotModel Ballot, Guid Proposal)
{
    public static AcceptedModel Of(AcceptedPair pair) => new(BallotModel.Of(pair.Ballot), pair.Proposal.Id.Value);
}
