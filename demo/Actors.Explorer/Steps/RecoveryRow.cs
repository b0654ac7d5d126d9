using Actors.Paxos;

namespace Actors.Explorer.Steps;

/// <summary>How many must report a value of the fast round for it to have been possibly chosen.</summary>
/// <param name="Acceptors">N.</param>
/// <param name="Fast">The size of a fast quorum.</param>
/// <param name="Heard">How many answered.</param>
/// <param name="Needed">How many of these must hold the value.</param>
public sealed record RecoveryRow(int Acceptors, int Fast, int Heard, int Needed)
{
    /// <summary>By the product's rule, for 3 and 5 acceptors and every number of answers that is enough to go on.</summary>
    public static readonly IReadOnlyList<RecoveryRow> All =
    [
        .. from acceptors in (int[])[3, 5]
           let quorums = QuorumSystem.Of(acceptors)
           from heard in Enumerable.Range(quorums.Classic, acceptors - quorums.Classic + 1)
           select new RecoveryRow(acceptors, quorums.Fast, heard, quorums.FastRecovery(heard)),
    ];
}
