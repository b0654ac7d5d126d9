using Actors.Explorer.Rules;
using Actors.Explorer.Search;
using Actors.Explorer.Worlds;

namespace Actors.Explorer.Steps;

/// <summary>Lets the adversary play against a rule: both outcomes stay open for as long as that is possible, and then the rule shows its card.</summary>
internal static class FlpScript
{
    public static IReadOnlyList<Move> Play(Run run, CancellationToken cancellationToken)
    {
        var protocol = run.Now.Protocol;
        var card = Cards.Draw(protocol, cancellationToken);
        var start = World.Begin(protocol, card == Card.OneDecisiveStep ? new Faults(Crashes: 1) : Faults.None);
        var wanted = card == Card.TwoDecisiveSteps ? Prospects.Disagreement : Prospects.Hopeless;
        var open = KeepOpen(Run.Begin(start), cancellationToken);
        for (var kept = open.Moves.Count; kept >= 0; kept--)
        {
            var last = Run.Replay(start, open.Moves.Take(kept));
            if (StateGraph.Explore(last.Now, Choice.All, stopAt: wanted, cancellationToken: cancellationToken).ShortestTo(wanted) is not { } end) continue;
            return Rest.After(Run.Replay(run.Now, [.. last.Moves, .. end]));
        }
        return run.Moves;
    }

    /// <summary>To the last world from which, without any fault, no move leaves both outcomes open.</summary>
    private static Run KeepOpen(Run run, CancellationToken cancellationToken)
    {
        var graph = StateGraph.Explore(run.Now, Choice.All, cancellationToken: cancellationToken);
        while (Adversary.KeepingOpen(graph, run.Now) is { } move) run = run.With(move);
        return run;
    }
}
