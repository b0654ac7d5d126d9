using System.CommandLine;
using Actors.Simulation.Logs;

namespace Actors.Simulation.Commands;

/// <summary><c>log</c>: worlds of a replicated log, with the mistakes that must be caught.</summary>
internal static class LogCommand
{
    public static Command Make()
    {
        var worlds = new Option<int>("--worlds") { Description = "How many worlds, from seed 1. Default: 10000.", DefaultValueFactory = _ => 10_000 };
        var sabotage = new Option<bool>("--sabotage") { Description = "Make each of the known mistakes instead. Exits with 0 only if all are caught." };
        var seed = new Option<long?>("--seed") { Description = "Only this world, with a trace." };
        var command = new Command("log", "Run worlds of a replicated log. Exits with 1 if a guarantee is violated.") { worlds, sabotage, seed };
        command.SetAction(parsed => parsed.GetValue(seed) is { } one ? Replay(one)
            : parsed.GetValue(sabotage) ? Sabotage(parsed.GetValue(worlds))
            : Run(parsed.GetValue(worlds)));
        return command;
    }

    private static int Run(int worlds)
    {
        var total = new SortedDictionary<string, long>();
        for (var seed = 1L; seed <= worlds; seed++)
        {
            var world = new LogWorld(new LogPlan(seed)).Run();
            foreach (var (what, count) in world.Counts) total[what] = total.GetValueOrDefault(what) + count;
            if (world.Violation is null) continue;
            Console.WriteLine($"Seed {seed}: {world.Violation}");
            return 1;
        }
        foreach (var (what, count) in total) Console.WriteLine($"{what,-24} {count,14:N0}");
        Console.WriteLine($"No guarantee was violated in {worlds:N0} worlds.");
        return 0;
    }

    private static int Sabotage(int worlds)
    {
        var missed = 0;
        foreach (var sabotage in LogSabotage.All)
        {
            var caught = sabotage.Catch(worlds);
            Console.WriteLine($"{sabotage.Name,-22} {caught?.Plan.Seed.ToString() ?? "NOT CAUGHT",-10}  {caught?.Violation}");
            if (caught is null) missed++;
        }
        return missed == 0 ? 0 : 1;
    }

    private static int Replay(long seed)
    {
        var world = new LogWorld(new LogPlan(seed), traced: true).Run();
        Console.WriteLine(world.Trace);
        Console.WriteLine($"Seed {seed}: {world.Violation?.ToString() ?? "no guarantee was violated"}.");
        return world.Violation is null ? 0 : 1;
    }
}
