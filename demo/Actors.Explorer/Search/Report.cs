using Actors.Explorer.Worlds;

namespace Actors.Explorer.Search;

/// <summary>What a search over all schedules of a scenario found.</summary>
/// <param name="Breaking">A shortest schedule that breaks the claim, and then all that is still on its way; null if there is none.</param>
/// <param name="BreaksAfter">How many of its moves are needed.</param>
/// <param name="States">How many states there are.</param>
/// <param name="Steps">How many steps between them were tried.</param>
/// <param name="IsComplete">Whether these are all of them; otherwise the search ended with the first way to break the claim.</param>
/// <param name="Schedules">How many different schedules that covers.</param>
/// <param name="LongestSchedule">The moves of the longest.</param>
/// <param name="Card">The card that the rule drew; null if the scenario does not ask.</param>
public sealed record Report(
    IReadOnlyList<Move>? Breaking, int BreaksAfter, int States, long Steps, bool IsComplete, double Schedules, int LongestSchedule, Card? Card = null)
{
    /// <summary>Whether two searches found the same.</summary>
    public bool IsSameAs(Report other) => this with { Breaking = other.Breaking } == other
        && (Breaking is null) == (other.Breaking is null) && (Breaking ?? []).SequenceEqual(other.Breaking ?? []);
}
