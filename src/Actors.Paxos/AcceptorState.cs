namespace Actors.Paxos;

/// <summary>
/// All that an acceptor remembers of one register. Whoever runs the acceptor makes it durable before a reply leaves the node.
/// </summary>
/// <param name="Promised">No ballot below this one is accepted any more.</param>
/// <param name="Accepted">The accepted pair, null if nothing was accepted.</param>
/// <param name="Chosen">The value of the register once this acceptor knows it, null before.</param>
public sealed record AcceptorState(Ballot Promised, AcceptedPair? Accepted, Proposal? Chosen)
{
    /// <summary>A register that this acceptor has never heard of: it is open for the fast round.</summary>
    public static readonly AcceptorState Initial = new(Ballot.Fast, null, null);
}
