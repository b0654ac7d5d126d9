using System.CommandLine;
using System.Diagnostics;
using Actors.Simulation.Exploration;
using Actors.Simulation.Sabotages;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Commands;

/// <summary><c>explore</c>: every interleaving of a small world.</summary>
internal static class ExploreCommand
{
    public static Command Make()
    {
        var rounds = new Option<int>("--rounds") { Description = "Classic ballots of each of the two proposers. Default: 1.", DefaultValueFactory = _ => 1 };
        var crashes = new Option<int>("--crashes") { Description = "Crashes, each with a restart. Default: 1.", DefaultValueFactory = _ => 1 };
        var acceptors = new Option<int>("--acceptors") { Description = "Default: 3.", DefaultValueFactory = _ => 3 };
        var late = new Option<bool>("--late-answers") { Description = "Let answers travel as requests do: many more states, hardly more behaviour." };
        var states = new Option<long>("--states") { Description = "Stop after so many states. Default: never.", DefaultValueFactory = _ => long.MaxValue };
        var sabotage = new Option<string>("--sabotage") { Description = "Break the rules, and find the shortest way to harm." };
        var command = new Command("explore", "Go through every interleaving of a small world. Exits with 1 if a guarantee is violated.") { rounds, crashes, acceptors, late, states, sabotage };
        command.SetAction(parsed => Run(
            parsed.GetValue(rounds), parsed.GetValue(crashes), parsed.GetValue(acceptors), parsed.GetValue(late), parsed.GetValue(states), parsed.GetValue(sabotage)));
        return command;
    }

    private static int Run(int rounds, int crashes, int acceptors, bool late, long statesMax, string? sabotage)
    {
        var boundary = sabotage is null ? new Boundary() : Sabotage.Find(sabotage)?.Make();
        if (boundary is null)
        {
            Console.Error.WriteLine($"There is no sabotage '{sabotage}': see sabotage --list.");
            return 2;
        }
        Console.WriteLine($"{acceptors} acceptors, 2 proposers, the fast round and {rounds} classic ballots each, any order, loss and duplication, {crashes} crashes with restart.");
        var clock = Stopwatch.StartNew();
        var explorer = new Explorer(boundary.Quorums(acceptors), boundary, breadthFirst: sabotage is not null, late)
            .Run(rounds, crashes, statesMax, now => Console.Error.WriteLine($"{now.States:N0} states, {now.Steps:N0} steps, {clock.Elapsed.TotalSeconds:F0} s"));
        Console.WriteLine($"{explorer.States:N0} states, {explorer.Steps:N0} steps, a value learned in {explorer.Decided:N0}; {clock.Elapsed.TotalSeconds:F1} s.");
        if (explorer.Violation is { } violation)
        {
            foreach (var step in violation.Steps) Console.WriteLine($"    {step}");
            Console.WriteLine($"VIOLATION: {violation.Text}");
            return 1;
        }
        Console.WriteLine(explorer.Complete ? "Every state was seen; no guarantee was violated." : "Stopped early; no guarantee was violated so far.");
        return 0;
    }
}
