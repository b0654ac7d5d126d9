using Actors.Paxos;

namespace Actors.Client.Races;

/// <summary>What the callers of one register may be told, and what not.</summary>
internal static class RaceChecker
{
    /// <summary>Everything that is wrong with the answers to a race; nothing if they are in order.</summary>
    /// <param name="proposals">What each caller proposed.</param>
    /// <param name="outcomes">What each caller was told.</param>
    public static IReadOnlyList<string> CheckRace(IReadOnlyList<Proposal> proposals, IReadOnlyList<Outcome> outcomes)
    {
        var problems = new List<string>();
        var told = outcomes.Select(outcome => outcome.Proposal).OfType<Proposal>().Distinct().ToList();
        if (told.Count > 1) problems.Add($"the callers learned {told.Count} different values");
        if (told.Except(proposals).Any()) problems.Add("a caller learned a value that nobody proposed");
        var winners = proposals.Zip(outcomes).Count(pair => pair.First.Id == pair.Second.Proposal?.Id);
        if (winners > 1) problems.Add($"{winners} callers were told that they won");
        if (outcomes.Any(outcome => outcome.Kind == OutcomeKind.Undecided)) problems.Add("a proposal was answered with 'undecided'");
        if (winners == 0 && outcomes.All(outcome => outcome.Kind == OutcomeKind.Decided)) problems.Add("nobody was told that it won");
        return problems;
    }

    /// <summary>What is wrong with a read that came after the race.</summary>
    /// <param name="proposals">What each caller proposed.</param>
    /// <param name="winner">What the callers learned; null if none of them learned anything.</param>
    /// <param name="read">The answer to the read.</param>
    public static IReadOnlyList<string> CheckRead(IReadOnlyList<Proposal> proposals, Proposal? winner, Outcome read) => read switch
    {
        { Kind: OutcomeKind.Undecided } when winner is not null => ["a later read says 'undecided'"],
        { Proposal: { } value } when winner is not null && value != winner => ["a later read says another value"],
        { Proposal: { } value } when !proposals.Contains(value) => ["a later read says a value that nobody proposed"],
        _ => [],
    };
}
