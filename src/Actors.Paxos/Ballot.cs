namespace Actors.Paxos;

/// <summary>
/// A ballot: a round and the proposer it belongs to, totally ordered (Lamport, <i>Paxos Made Simple</i>, section 2.2: "proposal
/// numbers"). Round 0 is the fast round: it belongs to nobody, and every acceptor starts as if it had promised it.
/// </summary>
public readonly record struct Ballot : IComparable<Ballot>
{
    /// <summary>The ballot of the fast round (Lamport, <i>Fast Paxos</i>, section 3), the lowest of all.</summary>
    public static readonly Ballot Fast;

    /// <summary>
    /// The greatest round that is proposed, and taken from a proposer: 2^48. Rounds are counted up one at a time, so none comes near it but by a sender that
    /// means harm, and above it there is always room to count. Acceptors may hold greater ones that earlier versions have let in.
    /// </summary>
    public const long RoundMax = 1L << 48;

    /// <summary>A classic ballot.</summary>
    /// <param name="round">At least 1: round 0 is <see cref="Fast"/>.</param>
    /// <param name="proposer">The proposer that alone may use it.</param>
    public Ballot(long round, ProposerId proposer)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(round, 1);
        ArgumentException.ThrowIfNullOrEmpty(proposer.Node, nameof(proposer));
        Round = round;
        Proposer = proposer;
    }

    /// <summary>0 for the fast round, at least 1 for a classic one.</summary>
    public long Round { get; }

    /// <summary>The owner; the default value in the fast round.</summary>
    public ProposerId Proposer { get; }

    /// <summary>Whether this is the ballot of the fast round.</summary>
    public bool IsFast => Round == 0;

    /// <inheritdoc/>
    public int CompareTo(Ballot other)
    {
        var byRound = Round.CompareTo(other.Round);
        return byRound != 0 ? byRound : Proposer.CompareTo(other.Proposer);
    }

    public static bool operator <(Ballot left, Ballot right) => left.CompareTo(right) < 0;
    public static bool operator >(Ballot left, Ballot right) => left.CompareTo(right) > 0;
    public static bool operator <=(Ballot left, Ballot right) => left.CompareTo(right) <= 0;
    public static bool operator >=(Ballot left, Ballot right) => left.CompareTo(right) >= 0;

    /// <summary>The greater of two ballots.</summary>
    public static Ballot Max(Ballot left, Ballot right) => left >= right ? left : right;

    /// <inheritdoc/>
    public override string ToString() => IsFast ? "fast" : $"{Round}@{Proposer}";
}
