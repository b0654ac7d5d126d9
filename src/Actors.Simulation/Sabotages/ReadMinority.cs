using Actors.Engine;
using Actors.Paxos;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>A read takes silence for "has accepted nothing", and so believes a minority.</summary>
internal sealed class ReadMinority : Boundary
{
    public override AcceptorReply? OnSilence(RegisterMessage message) => message.Message is Read ? new Report(Ballot.Fast, null) : null;
}
