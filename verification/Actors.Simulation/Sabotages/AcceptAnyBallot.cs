using Actors.Paxos;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>An acceptor accepts at a classic ballot without comparing it with its promise.</summary>
internal sealed class AcceptAnyBallot : Boundary
{
    public override AcceptorStep Handle(AcceptorState state, AcceptorMessage message) =>
        message is Accept { Ballot.IsFast: false } accept && accept.Ballot < state.Promised
            ? Acceptor.Handle(state with { Promised = accept.Ballot }, message)
            : Acceptor.Handle(state, message);
}
