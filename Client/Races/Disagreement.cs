using Actors.Paxos;

namespace Actors.Client.Races;

/// <summary>A register about which the callers were told what cannot be.</summary>
/// <param name="Key">The register.</param>
/// <param name="Problems">What is wrong.</param>
/// <param name="Answers">Who was told what, one line each.</param>
internal sealed record Disagreement(string Key, IReadOnlyList<string> Problems, IReadOnlyList<string> Answers)
{
    public static string Describe(string who, Outcome outcome) => outcome.Proposal is { } winner
        ? $"{who}: {outcome.Kind}, proposal {winner.Id}, {outcome.Rounds} classic rounds"
        : $"{who}: {outcome.Kind}, {outcome.Answered} acceptors answered";
}
