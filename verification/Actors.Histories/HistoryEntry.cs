using Actors.Paxos;

namespace Actors.Histories;

/// <summary>One call, as its caller saw it.</summary>
/// <param name="Key">The register.</param>
/// <param name="Own">What it proposed; null if it read or waited. A retry under the same id is another call with an equal proposal.</param>
/// <param name="Start">When the call began, or earlier: any numbers that grow as time goes on, the same clock for all callers.</param>
/// <param name="End">When it was answered, or later; <see cref="Never"/> if it never was.</param>
/// <param name="Outcome">What it was told; null if nothing. A call with an unknown outcome may have taken effect, or may yet.</param>
/// <param name="Client">Who called.</param>
public sealed record HistoryEntry(RegisterKey Key, Proposal? Own, long Start, long End, Outcome? Outcome, int Client = 0)
{
    /// <summary>The end of a call that was never answered: the greatest number.</summary>
    public const long Never = long.MaxValue;

    /// <summary>The value it was told, null if none.</summary>
    public Proposal? Holds => Outcome is { Kind: OutcomeKind.Decided } ? Outcome.Proposal : null;

    /// <summary>Whether it was told that the register was undecided.</summary>
    public bool SawNothing => Outcome is { Kind: OutcomeKind.Undecided };
}
