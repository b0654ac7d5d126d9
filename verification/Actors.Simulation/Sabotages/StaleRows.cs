using Actors.Engine.Tables;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>A silo writes the next version from the rows that it read before the latest ones.</summary>
internal sealed class StaleRows : Boundary
{
    public override void Prepare(WorldPlan plan) => plan.Silos = Math.Max(plan.Silos, 2);

    public override VersionedTable<int, Cell> RowsOf(VersionedTable<int, Cell> earlier, VersionedTable<int, Cell> latest) => earlier;
}
