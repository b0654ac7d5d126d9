namespace Actors.Paxos;

/// <summary>What a proposer is waiting for.</summary>
public enum ProposerPhase
{
    /// <summary>Nothing yet.</summary>
    Idle,
    /// <summary>Reports of what the acceptors hold.</summary>
    Reading,
    /// <summary>A fast quorum that accepts the own proposal in round 0.</summary>
    FastAccepting,
    /// <summary>A classic quorum of promises.</summary>
    Preparing,
    /// <summary>A classic quorum that accepts.</summary>
    Accepting,
    /// <summary>The next round: this one is lost.</summary>
    Lost,
    /// <summary>Nothing any more.</summary>
    Done,
}
