using System.CommandLine;
using System.Diagnostics;
using Actors.Simulation.Sabotages;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Commands;

/// <summary><c>sabotage</c>: makes well-known mistakes on purpose, and shows that they are caught.</summary>
internal static class SabotageCommand
{
    public static Command Make()
    {
        var name = new Argument<string?>("name") { Description = "Which one, or all.", Arity = ArgumentArity.ZeroOrOne };
        var list = new Option<bool>("--list") { Description = "Only list them." };
        var worlds = new Option<int>("--worlds") { Description = "In how many worlds it must be caught. Default: 20000.", DefaultValueFactory = _ => 20_000 };
        var harm = new Option<bool>("--harm") { Description = "Also look for the first world in which callers come to harm." };
        var trace = new Option<bool>("--trace") { Description = "Print the shortest trace that can be found." };
        var command = new Command("sabotage", "Make a well-known mistake on purpose. Exits with 0 only if it is caught.") { name, list, worlds, harm, trace };
        command.SetAction(parsed =>
        {
            if (!parsed.GetValue(list) && parsed.GetValue(name) is { } chosen) return Run(chosen, parsed.GetValue(worlds), parsed.GetValue(harm), parsed.GetValue(trace));
            foreach (var sabotage in Sabotage.All) Console.WriteLine($"{sabotage.Name,-29} {sabotage.Mistake}");
            return 0;
        });
        return command;
    }

    private static int Run(string name, int worldsMax, bool harm, bool trace)
    {
        var chosen = name == "all" ? Sabotage.All : Sabotage.Find(name) is { } one ? [one] : [];
        if (chosen.Count == 0)
        {
            Console.Error.WriteLine($"There is no sabotage '{name}': see sabotage --list.");
            return 2;
        }
        var missed = 0;
        Console.WriteLine($"{"sabotage",-29} {"acceptors",-9}  {"worlds needed",-13}  {"caught by",-15}  {(harm ? "worlds until callers are harmed" : "")}");
        foreach (var sabotage in chosen)
            foreach (var acceptors in new[] { 3, 5 })
                if (!Run(sabotage, acceptors, worldsMax, harm, trace))
                    missed++;
        Console.WriteLine(missed == 0 ? "All were caught." : $"{missed} were NOT caught.");
        return missed == 0 ? 0 : 1;
    }

    private static bool Run(Sabotage sabotage, int acceptors, int worldsMax, bool harm, bool trace)
    {
        var clock = Stopwatch.StartNew();
        var caught = SabotageTrial.Run(sabotage, acceptors, worldsMax);
        var harmed = harm ? SabotageTrial.Run(sabotage, acceptors, worldsMax, harm: true) : null;
        Console.WriteLine($"{sabotage.Name,-29} {acceptors,-9}  {caught?.Seed.ToString() ?? "NOT CAUGHT",-13}  {caught?.Violation.Checker,-15}  "
            + (harm ? harmed is null ? $"none in {worldsMax}" : $"{harmed.Value.Seed} ({harmed.Value.Violation.Checker})" : "")
            + $"  {clock.Elapsed.TotalSeconds:F1} s");
        if (caught is null) return false;
        var changes = PlanChanges.None with { Acceptors = acceptors };
        var world = SabotageTrial.MakeWorld(sabotage, caught.Value.Seed, acceptors, harm: false, traced: false).Run();
        if (trace) Report.Failure(world, sabotage.Make, changes, $" --sabotage {sabotage.Name}");
        return true;
    }
}
