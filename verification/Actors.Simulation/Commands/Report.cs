using Actors.Simulation.Worlds;
using Spectre.Console;

namespace Actors.Simulation.Commands;

/// <summary>What the runner prints about worlds.</summary>
internal static class Report
{
    public static Table Progress(Statistics total, TimeSpan elapsed)
    {
        var table = new Table().Border(TableBorder.None).HideHeaders().AddColumns("", "");
        table.AddRow("worlds", $"{total.Worlds:N0}, {total.Worlds / Math.Max(elapsed.TotalSeconds, 0.001):N0} a second");
        table.AddRow("events", $"{total.Events:N0}, {total.Messages:N0} messages, {total.Crashes:N0} crashes");
        table.AddRow("calls", $"{total.Calls:N0}, {Share(total.Unanswered, total.Calls)} of them without an answer while faults lasted, {total.NoQuorum:N0} for want of a quorum");
        table.AddRow("decided", $"{total.Decided:N0} proposals, {Share(total.DecidedAfter[0], total.Decided)} in the fast round");
        table.AddRow("rounds", string.Join("  ", total.DecidedAfter.Select((count, rounds) => $"{rounds}{(rounds == Statistics.RoundsShown ? "+" : "")}: {Share(count, total.Decided)}")));
        table.AddRow("suspicion", $"{total.Suspicions:N0} times, {total.WithoutSuspect:N0} messages without a suspect, {total.Probes:N0} probes");
        table.AddRow("starts", $"{total.Starts:N0}, {total.Refusals:N0} of them of a node that may not vote");
        table.AddRow("clients", $"{total.ClientCalls:N0} calls of clients, which are proposers of their own");
        table.AddRow("table", $"{total.Versions:N0} versions, {total.VersionsLost:N0} changes came too late, old versions were forgotten {total.TableTrims:N0} times, {total.TableTrimmed:N0} answers said so");
        table.AddRow("trimming", $"{total.Trims:N0} times, {total.Trimmed:N0} calls were told that their slot was forgotten");
        table.AddRow("faults", string.Join("  ", Enum.GetValues<Fault>().Select(fault => $"{fault} {total.Faults[(int)fault]:N0}")));
        return table;
    }

    /// <summary>Prints a failing world: what was violated, the shortest trace that can be found, and how to see it again.</summary>
    public static void Failure(World world, Func<Boundary> boundary, PlanChanges changes, string options)
    {
        var seed = world.Plan.Seed;
        Console.WriteLine($"Seed {seed}: {world.Violations[0]}");
        var (shortest, shrunk) = new Shrinker(seed, boundary).Shrink(changes);
        Console.WriteLine($"The shortest trace of this seed that was found has {shortest.Trace!.Count} lines:");
        Console.WriteLine(shortest.Trace);
        Console.WriteLine("The world as the seed has it:");
        Console.WriteLine($"    {Command} replay --seed {seed}{options}{changes} --trace");
        Console.WriteLine("The shortest trace:");
        Console.WriteLine($"    {Command} replay --seed {seed}{options}{shrunk} --trace");
    }

    private const string Command = "dotnet run -c Release --project verification/Actors.Simulation --";

    private static string Share(long part, long whole) => whole == 0 ? "-" : $"{100.0 * part / whole:F1}%";
}
