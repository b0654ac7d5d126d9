using Actors.Paxos;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>Accepting does not raise the promise: an acceptor that missed the prepare still takes lower ballots afterwards.</summary>
internal sealed class AcceptWithoutPromising : Boundary
{
    public override AcceptorStep Handle(AcceptorState state, AcceptorMessage message)
    {
        var step = Acceptor.Handle(state, message);
        return message is Accept && step.Next is { } next ? step with { Next = next with { Promised = state.Promised } } : step;
    }
}
