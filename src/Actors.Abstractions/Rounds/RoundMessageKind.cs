namespace Actors.Rounds;

/// <summary>What a message says.</summary>
[GenerateSerializer, Alias("actors.round-message-kind")]
public enum RoundMessageKind
{
    /// <summary>To an acceptor: accept this in the fast round.</summary>
    FastAccept,
    /// <summary>To an acceptor: promise to accept nothing below this ballot.</summary>
    Prepare,
    /// <summary>To an acceptor: accept this at a classic ballot.</summary>
    Accept,
    /// <summary>To an acceptor: this is chosen.</summary>
    Learn,
    /// <summary>To an acceptor: tell what you hold.</summary>
    Read,
    /// <summary>To a proposer: nothing below this ballot will be accepted, and this was.</summary>
    Promise,
    /// <summary>To a proposer: accepted at this ballot.</summary>
    Accepted,
    /// <summary>To a proposer: refused.</summary>
    Nack,
    /// <summary>To a proposer: what the acceptor holds.</summary>
    Report,
    /// <summary>To a proposer: the register is decided, and this is its value.</summary>
    Chosen,
    /// <summary>To a proposer: what was called chosen is known now.</summary>
    Learned,
}
