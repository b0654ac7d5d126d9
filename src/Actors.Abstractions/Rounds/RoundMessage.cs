namespace Actors.Rounds;

/// <summary>A message between a proposer and an acceptor. Equal messages are interchangeable.</summary>
/// <param name="Kind">What it says.</param>
/// <param name="From">The node that sent it.</param>
/// <param name="To">The node that it is for, perhaps the same.</param>
/// <param name="Ballot">The ballot that it carries or answers to; null if it has none.</param>
/// <param name="Promised">A nack's or report's: what the acceptor has promised.</param>
/// <param name="Value">What is to be accepted, was accepted, or is chosen; null if it names none.</param>
/// <param name="AcceptedAt">The ballot at which the acceptor had accepted the value of a promise, nack or report.</param>
[GenerateSerializer, Immutable, Alias("actors.round-message")]
public sealed record RoundMessage(
    [property: Id(0)] RoundMessageKind Kind,
    [property: Id(1)] string From,
    [property: Id(2)] string To,
    [property: Id(3)] RoundBallot? Ballot = null,
    [property: Id(4)] RoundBallot? Promised = null,
    [property: Id(5)] RoundValue? Value = null,
    [property: Id(6)] RoundBallot? AcceptedAt = null)
{
    /// <summary>Whether it goes from an acceptor to a proposer.</summary>
    public bool IsReply => Kind >= RoundMessageKind.Promise;

    /// <summary>The node whose proposer sent or gets it.</summary>
    public string Proposer => IsReply ? To : From;

    /// <summary>The node whose acceptor got or sends it.</summary>
    public string Acceptor => IsReply ? From : To;

    /// <summary>Whether it belongs to the fast round; false for what belongs to no round at all.</summary>
    public bool IsFast => Ballot is { Round: 0 };
}
