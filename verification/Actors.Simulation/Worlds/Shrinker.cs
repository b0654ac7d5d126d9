namespace Actors.Simulation.Worlds;

/// <summary>
/// Looks for a shorter trace of the same violation in the same seed: leaves out kinds of faults, callers and single faults, and keeps
/// what makes the trace shorter (delta debugging: Zeller and Hildebrandt, 2002). What is left out changes the course of the rest, so each
/// attempt is made with a few different courses.
/// </summary>
/// <param name="seed">The seed of the world that fails.</param>
/// <param name="boundary">Makes the boundary of each world: the sabotage, if there is one.</param>
/// <param name="worldsMax">How many worlds may be tried.</param>
internal sealed class Shrinker(long seed, Func<Boundary> boundary, int worldsMax = 3000)
{
    private const int Lucks = 8;

    private int _tried;
    private World _best = null!;
    private PlanChanges _changes = PlanChanges.None;

    /// <summary>The shortest failing world that was found, and how it differs from its seed.</summary>
    public (World World, PlanChanges Changes) Shrink(PlanChanges changes)
    {
        (_changes, _best) = (changes, Run(changes));
        int before;
        do
        {
            before = _best.Trace!.Count;
            LeaveOut(Enum.GetValues<Fault>(), left => _changes with { WithoutKinds = Join(_changes.WithoutKinds, left) });
            LeaveOut(Enumerable.Range(0, _best.Plan.Calls), left => _changes with { WithoutCalls = Join(_changes.WithoutCalls, left) });
            LeaveOut(_best.Gate.Happened, left => _changes with { WithoutFaults = Join(_changes.WithoutFaults, left) });
        }
        while (_best.Trace!.Count < before && _tried < worldsMax);
        return (_best, _changes);
    }

    // First large parts, then ever smaller ones.
    private void LeaveOut<T>(IEnumerable<T> all, Func<T[], PlanChanges> without)
    {
        T[] items = [.. all];
        for (var size = Math.Max(1, items.Length / 2); size >= 1; size /= 2)
            foreach (var part in items.Chunk(size))
                if (_tried < worldsMax)
                    Try(without(part));
    }

    private void Try(PlanChanges changes)
    {
        var tried = _changes.Luck;
        for (var luck = tried; luck < tried + Lucks && _tried < worldsMax; luck++)
        {
            var candidate = changes with { Luck = luck };
            var world = Run(candidate);
            if (!IsBetter(world)) continue;
            (_best, _changes) = (world, candidate);
            return;
        }
    }

    private bool IsBetter(World world) =>
        world.Violations.Count > 0 && world.Violations[0].Checker == _best.Violations[0].Checker && world.Trace!.Count < _best.Trace!.Count;

    private World Run(PlanChanges changes)
    {
        _tried++;
        return new World(changes.Apply(seed), boundary(), traced: true).Run();
    }

    private static HashSet<T> Join<T>(IReadOnlySet<T> set, IEnumerable<T> more) => [.. set, .. more];
}
