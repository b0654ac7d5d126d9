using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>A node comes back with an empty disk, now and then, and votes as if it had promised nothing. Its incarnations begin anew as well.</summary>
internal sealed class WipedDisk : Boundary
{
    public override void OnRestart(SimulatedDisk disk, SeededRandom random)
    {
        if (random.Chance(0.5)) disk.Restore([], 0);
    }
}
