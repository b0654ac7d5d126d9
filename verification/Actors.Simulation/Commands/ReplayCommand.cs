using System.CommandLine;
using Actors.Simulation.Sabotages;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Commands;

/// <summary><c>replay</c>: one world again, with a trace if wanted.</summary>
internal static class ReplayCommand
{
    public static Command Make()
    {
        var seed = new Option<long>("--seed") { Description = "The world.", Required = true };
        var trace = new Option<bool>("--trace") { Description = "Print what happens: a line per event, a column per node." };
        var acceptors = new Option<int?>("--acceptors") { Description = "3 or 5 acceptors, whatever the seed says." };
        var without = new Option<string>("--without") { Description = "Kinds of faults that do not happen, as in Loss,Delay." };
        var faults = new Option<string>("--without-faults") { Description = "Single faults that do not happen, as in Loss#3." };
        var calls = new Option<string>("--without-calls") { Description = "Callers that do not come, by number." };
        var luck = new Option<int>("--luck") { Description = "Another course of events in the same world." };
        var sabotage = new Option<string>("--sabotage") { Description = "The mistake that this world makes." };
        var command = new Command("replay", "Run one world again. Exits with 1 if a guarantee is violated.") { seed, trace, acceptors, without, faults, calls, luck, sabotage };
        command.SetAction(parsed => Run(
            parsed.GetValue(seed),
            new PlanChanges(
                parsed.GetValue(acceptors),
                Split(parsed.GetValue(without)).Select(text => Enum.Parse<Fault>(text, ignoreCase: true)).ToHashSet(),
                Split(parsed.GetValue(faults)).Select(FaultId.Parse).ToHashSet(),
                Split(parsed.GetValue(calls)).Select(int.Parse).ToHashSet(),
                parsed.GetValue(luck)),
            parsed.GetValue(sabotage),
            parsed.GetValue(trace)));
        return command;
    }

    private static int Run(long seed, PlanChanges changes, string? sabotage, bool traced)
    {
        if (sabotage is not null && Sabotage.Find(sabotage) is null)
        {
            Console.Error.WriteLine($"There is no sabotage '{sabotage}': see sabotage --list.");
            return 2;
        }
        var boundary = sabotage is null ? new Boundary() : Sabotage.Find(sabotage)!.Make();
        var world = new World(changes.Apply(seed), boundary, traced).Run();
        if (traced) Console.WriteLine(world.Trace);
        Console.WriteLine(world.Violations.Count == 0 ? $"Seed {seed}: no guarantee was violated." : $"Seed {seed}: {world.Violations[0]}");
        return world.Violations.Count == 0 ? 0 : 1;
    }

    private static string[] Split(string? list) => list?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
