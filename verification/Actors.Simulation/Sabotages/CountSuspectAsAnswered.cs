using Actors.Engine;
using Actors.Paxos;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>A node that is suspected is skipped, and counted as having promised, accepted or found nothing.</summary>
internal sealed class CountSuspectAsAnswered : Boundary
{
    public override AcceptorReply? OnSuspect(RegisterMessage message) => message.Message switch
    {
        Prepare prepare => new Promise(prepare.Ballot, null),
        Accept accept => new Accepted(accept.Ballot),
        Read => new Report(Ballot.Fast, null),
        _ => null,
    };
}
