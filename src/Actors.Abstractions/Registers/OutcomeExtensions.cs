using Actors.Paxos;

namespace Actors.Registers;

/// <summary>From named results to exceptions.</summary>
public static class OutcomeExtensions
{
    /// <summary>The winner of a register, null if it was undecided.</summary>
    /// <param name="outcome">What an operation on the register ended with.</param>
    /// <param name="key">The register.</param>
    /// <exception cref="NoQuorumException">Too few acceptors answered.</exception>
    /// <exception cref="UnknownOutcomeException">No answer before the deadline.</exception>
    public static Proposal? Winner(this Outcome outcome, RegisterKey key) => outcome.Kind switch
    {
        OutcomeKind.Decided => outcome.Proposal!,
        OutcomeKind.Undecided => null,
        OutcomeKind.NoQuorum => throw new NoQuorumException(
            $"Register '{key}': only {outcome.Answered} acceptors answered.", "Try again with the same proposal id when more nodes are up."),
        _ => throw new UnknownOutcomeException(
            $"Register '{key}': no decision before the deadline, after {outcome.Rounds} classic rounds.",
            "The proposal may yet win: ask again with the same proposal id."),
    };
}
