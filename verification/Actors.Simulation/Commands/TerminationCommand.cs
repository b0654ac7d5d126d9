using System.CommandLine;
using Actors.Simulation.Termination;

namespace Actors.Simulation.Commands;

/// <summary><c>termination</c>: how soon duelling proposers come to an end, and the schedule that never lets them.</summary>
internal static class TerminationCommand
{
    private const int Rounds = 20;

    public static Command Make()
    {
        var worlds = new Option<int>("--worlds") { Description = "Duels of each kind. Default: 10000.", DefaultValueFactory = _ => 10_000 };
        var plot = new Option<FileInfo?>("--plot") { Description = "Where to draw the plot, as SVG." };
        var command = new Command("termination", "Show that random pauses end a duel of proposers, and the schedule on which nothing can.") { worlds, plot };
        command.SetAction(parsed => Run(parsed.GetValue(worlds), parsed.GetValue(plot)));
        return command;
    }

    private static int Run(int worlds, FileInfo? plot)
    {
        (string Name, double[] Undecided)[] series =
        [
            ("2 proposers, no pauses", Undecided(2, Pauses.None, worlds)),
            ("3 proposers, no pauses", Undecided(3, Pauses.None, worlds)),
            ("3 proposers, short pauses", Undecided(3, Pauses.Short, worlds)),
            ("3 proposers, growing pauses", Undecided(3, Pauses.Growing, worlds)),
        ];
        Console.WriteLine($"Share of {worlds:N0} worlds still undecided after k classic rounds");
        Console.WriteLine($"{"k",3}  {string.Concat(series.Select(line => $"{line.Name,28}"))}");
        for (var round = 0; round <= Rounds; round++) Console.WriteLine($"{round,3}  {string.Concat(series.Select(line => $"{line.Undecided[round],28:P2}"))}");
        if (plot is not null) File.WriteAllText(plot.FullName, TerminationPlot.Draw(series, 1.0 / worlds));
        return ShowAdversary();
    }

    private static double[] Undecided(int duellists, Pauses pauses, int worlds)
    {
        var decidedAfter = new int[Rounds + 1];
        for (var seed = 1; seed <= worlds; seed++)
            if (Duel.Run(duellists, seed, pauses, Rounds) is { } rounds)
                decidedAfter[rounds]++;
        var left = worlds;
        return [.. decidedAfter.Select(decided => (double)(left -= decided) / worlds)];
    }

    private static int ShowAdversary()
    {
        const int rounds = 10_000;
        var adversary = new Adversary();
        var undecided = adversary.Run(rounds);
        Console.WriteLine();
        Console.WriteLine("An adversary that chooses the order of messages, and loses none (Fischer, Lynch and Paterson, 1985):");
        foreach (var line in adversary.Schedule.Take(26)) Console.WriteLine($"    {line}");
        Console.WriteLine($"    ... and so on: {(undecided ? "still undecided" : "DECIDED")} after {rounds:N0} rounds and {adversary.Schedule.Count:N0} messages.");
        return undecided ? 0 : 1;
    }
}
