using Actors.Paxos;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>An acceptor that has promised a classic ballot, and accepted nothing yet, still takes part in the fast round.</summary>
internal sealed class AcceptFastAfterPromise : Boundary
{
    public override AcceptorStep Handle(AcceptorState state, AcceptorMessage message)
    {
        if (message is not Accept { Ballot.IsFast: true } || state.Accepted is not null) return Acceptor.Handle(state, message);
        var step = Acceptor.Handle(state with { Promised = Ballot.Fast }, message);
        return step.Next is { } next ? step with { Next = next with { Promised = state.Promised } } : step;
    }
}
