using Actors.Paxos;

namespace Actors.Simulation.Checkers;

/// <summary>Nothing is answered that a power loss could still undo. Knowing the decision is exempt: it can be learned again.</summary>
internal static class DurabilityChecker
{
    /// <summary>An acceptor is about to send <paramref name="reply"/> to <paramref name="message"/>; after a power loss <paramref name="durable"/> would be left.</summary>
    public static string? OnReply(RegisterKey key, AcceptorMessage message, AcceptorReply reply, AcceptorState durable)
    {
        if (durable.Chosen is not null) return null;
        var holds = reply switch
        {
            Promise promise => durable.Promised >= promise.Ballot && Holds(durable, promise.Accepted),
            Accepted accepted => durable.Accepted is { } pair && durable.Promised >= accepted.Ballot
                && (pair.Ballot > accepted.Ballot || pair == new AcceptedPair(accepted.Ballot, ((Accept)message).Proposal)),
            Nack nack => durable.Promised >= nack.Promised && Holds(durable, nack.Pair),
            Report report => durable.Promised >= report.Promised && Holds(durable, report.Accepted),
            _ => true,
        };
        return holds ? null : $"{key}: '{Name.Of(reply)}' was answered, but the disk has: promised {durable.Promised}, {Name.Of(durable.Accepted)}";
    }

    private static bool Holds(AcceptorState durable, AcceptedPair? pair) => pair is null || durable.Accepted?.Ballot >= pair.Ballot;
}
