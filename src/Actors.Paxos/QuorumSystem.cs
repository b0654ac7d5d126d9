namespace Actors.Paxos;

/// <summary>
/// How many acceptors make a quorum. Any two classic quorums meet; any two fast quorums and a classic one meet (Lamport,
/// <i>Fast Paxos</i>, section 3: the "quorum requirement").
/// </summary>
public sealed record QuorumSystem
{
    private QuorumSystem(int acceptors, int classic, int fast) => (Acceptors, Classic, Fast) = (acceptors, classic, fast);

    /// <summary>N, the number of acceptors of a register.</summary>
    public int Acceptors { get; }

    /// <summary>The size of a classic quorum: N/2 + 1.</summary>
    public int Classic { get; }

    /// <summary>The size of a fast quorum: ceil(3N/4). All of 3, 4 of 5.</summary>
    public int Fast { get; }

    /// <summary>The quorums of <paramref name="acceptors"/> acceptors, at least 1; in practice 3 or 5.</summary>
    public static QuorumSystem Of(int acceptors)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(acceptors, 1);
        var quorums = new QuorumSystem(acceptors, acceptors / 2 + 1, (3 * acceptors + 3) / 4);
        InvariantException.ThrowUnless(
            2 * quorums.Classic > acceptors && 2 * quorums.Fast + quorums.Classic > 2 * acceptors,
            $"Quorums of {quorums.Classic} and {quorums.Fast} among {acceptors} acceptors need not meet.");
        return quorums;
    }

    /// <summary>Any sizes at all, unchecked: for the simulation, which shows what goes wrong.</summary>
    internal static QuorumSystem Unchecked(int acceptors, int classic, int fast) => new(acceptors, classic, fast);

    /// <summary>The size of the quorum that chooses a value at <paramref name="ballot"/>.</summary>
    public int SizeAt(Ballot ballot) => ballot.IsFast ? Fast : Classic;

    /// <summary>
    /// How many of <paramref name="reports"/> acceptors must report one value of the fast round for it to be possible that it was
    /// chosen: all who did not report may have accepted it too.
    /// </summary>
    public int FastRecovery(int reports) => Fast - (Acceptors - reports);
}
