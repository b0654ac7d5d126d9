using Actors.Engine;
using Actors.Paxos;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>
/// A read believes a minority: once one acceptor has reported that it accepted nothing, what others report counts no more, and silence
/// is taken for "has accepted nothing" too.
/// </summary>
internal sealed class ReadMinority : Boundary
{
    private static readonly Report Nothing = new(Ballot.Fast, null);

    // Every read sends one message object to all acceptors, so the object tells the read.
    private readonly HashSet<AcceptorMessage> _believed = new(ReferenceEqualityComparer.Instance);

    public override AcceptorReply OnReceive(string node, string acceptor, RegisterMessage message, AcceptorReply reply)
    {
        if (reply is Report { Accepted: null }) _believed.Add(message.Message);
        return _believed.Contains(message.Message) ? Nothing : reply;
    }

    public override AcceptorReply? OnSilence(RegisterMessage message) => message.Message is Read ? Nothing : null;
}
