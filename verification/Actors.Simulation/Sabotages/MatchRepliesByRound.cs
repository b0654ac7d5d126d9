using Actors.Engine;
using Actors.Paxos;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>
/// A node matches replies by round only: what an acceptor said to one attempt at round r counts for the node's other attempts at round r
/// of that register too.
/// </summary>
internal sealed class MatchRepliesByRound : Boundary
{
    private readonly Dictionary<(string, string, RegisterKey, long, bool), AcceptorReply> _first = [];

    public override AcceptorReply OnReceive(string node, string acceptor, RegisterMessage message, AcceptorReply reply)
    {
        if (BallotOf(message.Message) is not { IsFast: false } ballot) return reply;
        var match = (node, acceptor, message.Key, ballot.Round, message.Message is Prepare);
        if (reply is Promise or Accepted) _first.TryAdd(match, reply);
        return _first.GetValueOrDefault(match, reply) switch
        {
            Promise promise => promise with { Ballot = ballot },
            Accepted => new Accepted(ballot),
            var other => other,
        };
    }

    private static Ballot? BallotOf(AcceptorMessage message) => message switch { Prepare prepare => prepare.Ballot, Accept accept => accept.Ballot, _ => null };
}
