namespace Actors.Paxos;

/// <summary>What a proposer wants done next. At most one of the members says something.</summary>
/// <param name="Send">Send this to every acceptor of the register.</param>
/// <param name="Decided">The register holds this for ever.</param>
/// <param name="Undecided">The register was undecided at some moment since the proposer began; only when it has no proposal of its own.</param>
/// <param name="RoundLost">A higher ballot is under way: call <see cref="Proposer.BeginRound"/> after a random delay.</param>
public readonly record struct ProposerStep(AcceptorMessage? Send = null, Proposal? Decided = null, bool Undecided = false, bool RoundLost = false)
{
    /// <summary>Wait for more replies.</summary>
    public static readonly ProposerStep Wait;
}
