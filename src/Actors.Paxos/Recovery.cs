namespace Actors.Paxos;

/// <summary>Picking the value of a classic round from a classic quorum of promises.</summary>
public static class Recovery
{
    /// <summary>
    /// The proposal that phase 2 must send: the one that may have been chosen at a lower ballot if there is one (Lamport, <i>Paxos Made
    /// Simple</i>, section 2.2, P2c; <i>Fast Paxos</i>, section 3, rule O4), else the one seen most often, else
    /// <paramref name="own"/>.
    /// </summary>
    /// <param name="quorums">The register's quorums.</param>
    /// <param name="promises">The accepted pairs of at least a classic quorum of acceptors, null where nothing was accepted.</param>
    /// <param name="own">What the proposer would like; null if it only wants to learn.</param>
    /// <returns>Null only if nothing was accepted and there is no own proposal.</returns>
    public static Proposal? Pick(QuorumSystem quorums, IReadOnlyCollection<AcceptedPair?> promises, Proposal? own)
    {
        InvariantException.ThrowUnless(promises.Count >= quorums.Classic,
            $"{promises.Count} promises are no classic quorum of {quorums.Acceptors} acceptors.");
        AcceptedPair? highest = null;
        foreach (var pair in promises)
            if (pair is not null && (highest is null || pair.Ballot > highest.Ballot))
                highest = pair;
        if (highest is null) return own;
        return highest.Ballot.IsFast ? PickFast(quorums, promises) : PickClassic(promises, highest);
    }

    private static Proposal PickClassic(IReadOnlyCollection<AcceptedPair?> promises, AcceptedPair highest)
    {
        foreach (var pair in promises)
            InvariantException.ThrowUnless(pair?.Ballot != highest.Ballot || pair.Proposal == highest.Proposal,
                $"Ballot {highest.Ballot} carried both {highest.Proposal.Id} and {pair?.Proposal.Id}.");
        return highest.Proposal;
    }

    private static Proposal PickFast(QuorumSystem quorums, IReadOnlyCollection<AcceptedPair?> promises)
    {
        // The most frequent one is the only one that can reach the threshold (two could not both: the fast quorums would have to
        // meet inside the promises). Below the threshold the proposer is free, and helping the front runner ends the contest sooner.
        Proposal? best = null;
        var most = 0;
        foreach (var pair in promises)
        {
            if (pair is null) continue;
            var count = promises.Count(other => other?.Proposal == pair.Proposal);
            InvariantException.ThrowUnless(best is null || best == pair.Proposal || Math.Min(count, most) < quorums.FastRecovery(promises.Count),
                $"Both {best?.Id} and {pair.Proposal.Id} may have been chosen in the fast round.");
            if (count > most || (count == most && pair.Proposal.Id.CompareTo(best!.Id) < 0)) (best, most) = (pair.Proposal, count);
        }
        return best!;
    }
}
