using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>A silo proposes the version after the next one.</summary>
internal sealed class SkipAVersion : Boundary
{
    public override void Prepare(WorldPlan plan) => plan.Silos = Math.Max(plan.Silos, 2);

    public override int VersionOf(int next) => next + 1;
}
