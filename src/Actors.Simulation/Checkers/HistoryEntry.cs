using Actors.Paxos;

namespace Actors.Simulation.Checkers;

/// <summary>One call, as its caller saw it.</summary>
/// <param name="Key">The register.</param>
/// <param name="Own">What it proposed; null if it read or waited.</param>
/// <param name="Start">When the call began: any numbers that grow as time goes on.</param>
/// <param name="End">When it was answered; the greatest number if it never was.</param>
/// <param name="Outcome">What it was told; null if nothing.</param>
internal sealed record HistoryEntry(RegisterKey Key, Proposal? Own, long Start, long End, Outcome? Outcome)
{
    /// <summary>The value it was told, null if none.</summary>
    public Proposal? Holds => Outcome is { Kind: OutcomeKind.Decided } ? Outcome.Proposal : null;

    /// <summary>Whether it was told that the register was undecided.</summary>
    public bool SawNothing => Outcome is { Kind: OutcomeKind.Undecided };
}
