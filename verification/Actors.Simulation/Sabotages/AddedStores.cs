using Actors.Engine.Identity;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>What the mistakes with stores that are added at a later start have in common.</summary>
internal static class AddedStores
{
    /// <summary>Makes the world one in which nodes lose such stores.</summary>
    public static void Prepare(WorldPlan plan)
    {
        (plan.Clustered, plan.AddsStores) = (true, true);
        plan.SetProbability(Fault.LostAddedStore, 0.5);
    }

    /// <summary>Whether a step binds such a store.</summary>
    public static bool IsBoundBy(StartStep.Decide decide) => decide.Key.Value.Contains("/stores/", StringComparison.Ordinal);
}
