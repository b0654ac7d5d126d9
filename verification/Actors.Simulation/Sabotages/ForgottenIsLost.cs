using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>A silo whose proposed version has been forgotten before it was answered takes its change for one that lost. It may have won.</summary>
internal sealed class ForgottenIsLost : Boundary
{
    public override void Prepare(WorldPlan plan) => (plan.Silos, plan.VersionsKept) = (5, 1);

    public override bool? OnAppended(bool? won) => won ?? false;
}
