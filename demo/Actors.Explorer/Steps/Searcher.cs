using Actors.Explorer.Search;
using Actors.Explorer.Worlds;

namespace Actors.Explorer.Steps;

/// <summary>Searches all schedules of a scenario for one that breaks its claim.</summary>
internal static class Searcher
{
    private const int StatesMax = 400_000;

    public static Report Search(Scenario scenario, CancellationToken cancellationToken)
    {
        if (scenario.Script is { } script) return Play(scenario, script, cancellationToken);
        var wanted = Wanted(scenario);
        var graph = scenario.Protocol.IsOpenEnded ? Explore(scenario, wanted, cancellationToken) : Graph(scenario, cancellationToken);
        var way = wanted == Prospects.None ? null : graph.ShortestTo(wanted);
        if (way is null && !graph.IsComplete) throw new InvalidOperationException($"Scenario {scenario.Key} has more than {StatesMax} states.");
        return new Report(
            way is null ? null : Rest.After(scenario.Replay(way)), way?.Count ?? 0, graph.States, graph.Steps, graph.IsComplete, graph.Schedules, graph.LongestSchedule);
    }

    /// <summary>All states of a scenario that has a bound of its own.</summary>
    public static StateGraph Graph(Scenario scenario, CancellationToken cancellationToken) => StateGraph.Explore(
        World.Begin(scenario.Protocol, scenario.Faults), scenario.Values, scenario.Telling, statesMax: StatesMax, cancellationToken: cancellationToken);

    private static Report Play(Scenario scenario, Func<Run, CancellationToken, IReadOnlyList<Move>> script, CancellationToken cancellationToken) => new(
        script(scenario.Begin(), cancellationToken), 0, 0, 0, false, 0, 0, scenario.ShowsValence ? Cards.Draw(scenario.Protocol, cancellationToken) : null);

    private static Prospects Wanted(Scenario scenario) => (scenario.Breaks, scenario.Protocol.IsOpenEnded) switch
    {
        (null, _) => Prospects.None,
        (VerdictKind.Disagreement, _) => Prospects.Disagreement,
        (_, true) => Prospects.Stuck,
        (_, false) => Prospects.Hopeless,
    };

    /// <summary>A claim that holds is searched for any way to break it, so that it is not the scenario that decides what is found.</summary>
    private static StateGraph Explore(Scenario scenario, Prospects wanted, CancellationToken cancellationToken) => StateGraph.Explore(
        World.Begin(scenario.SearchedProtocol ?? scenario.Protocol, scenario.SearchedFaults ?? scenario.Faults),
        scenario.Values, scenario.Telling, wanted == Prospects.None ? Prospects.Disagreement | Prospects.Stuck : wanted, StatesMax, cancellationToken);
}
