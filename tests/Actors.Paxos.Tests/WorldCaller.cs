namespace Actors.Paxos.Tests;

/// <summary>Somebody in a <see cref="World"/> who proposes, or reads if it has nothing to propose. Every attempt is a new proposer.</summary>
internal sealed class WorldCaller
{
    private readonly QuorumSystem _quorums;
    private readonly int _number;
    private readonly bool _reuseId;
    private int _incarnation;
    private bool _decidedBefore;

    public WorldCaller(QuorumSystem quorums, int number, Proposal? own, bool reuseId)
    {
        (_quorums, _number, Own, _reuseId) = (quorums, number, own, reuseId);
        Attempt = NewAttempt();
    }

    public Proposal? Own { get; }

    public Proposer Attempt { get; private set; }

    /// <summary>What it learned, null as long as it waits.</summary>
    public Proposal? Outcome { get; private set; }

    public ProposerPhase Phase => Attempt.Phase;

    /// <summary>Begins, or goes on to the next round because replies are late or the round is lost.</summary>
    public ProposerStep Nudge(bool somethingWasDecided, bool fast)
    {
        if (Attempt.Phase != ProposerPhase.Idle) return Attempt.BeginRound();
        _decidedBefore = somethingWasDecided;
        return Attempt.Begin(fast);
    }

    /// <summary>Forgets all but its proposal, and starts over as if it had learned nothing.</summary>
    public void Restart()
    {
        Outcome = null;
        Attempt = NewAttempt();
    }

    public void EndDecided(Proposal proposal) => Outcome = proposal;

    /// <summary>A read is linearizable: one that began after a decision was learned must find it. It reads again until it does.</summary>
    public void EndUndecided()
    {
        InvariantException.ThrowUnless(!_decidedBefore, $"A read that began after the decision found none.");
        Restart();
    }

    private Proposer NewAttempt() => new(_quorums, new ProposerId($"n{_number}", _reuseId ? 1 : ++_incarnation, 1), Own);
}
