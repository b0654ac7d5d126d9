using Actors.Explorer.Rules;
using Actors.Explorer.Worlds;

namespace Actors.Explorer.Search;

/// <summary>Finds out by exhaustive search which card a rule drew.</summary>
public static class Cards
{
    public static Card Draw(Protocol protocol, CancellationToken cancellationToken = default)
    {
        var calm = StateGraph.Explore(World.Begin(protocol, Faults.None), Choice.All, cancellationToken: cancellationToken);
        if (calm.Any(Prospects.Disagreement)) return Card.TwoDecisiveSteps;
        if (calm.Any(Prospects.Hopeless)) return Card.NeverDecides;
        var faulty = StateGraph.Explore(World.Begin(protocol, new Faults(Crashes: 1)), Choice.All, cancellationToken: cancellationToken);
        return faulty.Any(Prospects.Hopeless) ? Card.OneDecisiveStep : Card.None;
    }
}
