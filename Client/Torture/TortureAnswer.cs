using System.Globalization;
using Actors.Client.Output;

namespace Actors.Client.Torture;

/// <summary>What is said of a run.</summary>
internal static class TortureAnswer
{
    public static Answer Of(TortureRun run, IReadOnlyList<Kill> kills)
    {
        var exitCode = run.Ledger.Anomalous > 0 ? ExitCode.Lost : run.Total.Decisions == 0 ? ExitCode.Unknown : ExitCode.Done;
        return new Answer(exitCode, Json(run, kills), terminal => Print(run, kills, terminal));
    }

    private static object Json(TortureRun run, IReadOnlyList<Kill> kills) => new
    {
        Run = run.Settings.Run.ToString("x16", CultureInfo.InvariantCulture),
        run.Settings.Seed,
        Seconds = run.End / 1e9,
        run.Settings.Keys,
        run.Settings.Callers,
        Registers = run.Keys.Count,
        All = Json("all", run.Total, run.Routes.All(route => route.TellsRounds), run),
        Routes = run.Routes.Select(route => Json(route.Name, route.Tally, route.TellsRounds, run)),
        Kills = kills.Select(Json),
        Linearizable = run.Ledger.Anomalous == 0,
        Anomalies = run.Ledger.Anomalous,
        FirstAnomalies = run.Ledger.Anomalies.Select(AnomalyText.Json),
    };

    private static object Json(Kill kill) => new
    {
        kill.Node,
        AtSeconds = kill.At.TotalSeconds,
        kill.WasAlive,
        BackAfterSeconds = kill.BackAfter?.TotalSeconds,
        DecidesAfterSeconds = kill.DecidesAfter?.TotalSeconds,
        OthersGapWhileDownMs = kill.OthersGapWhileDown.TotalMilliseconds,
        OthersGapAfterwardsMs = kill.OthersGapAfterwards?.TotalMilliseconds,
        Pid = kill.StartedProcessId,
    };

    private static object Json(string name, RouteTally tally, bool tellsRounds, TortureRun run)
    {
        var gap = TortureTable.LongestGap(tally, run);
        return new
        {
            Through = name,
            tally.Calls,
            tally.Decisions,
            DecisionsPerSecond = TortureTable.PerSecond(tally, run),
            P50Ms = tally.Latencies.Percentile(0.50)?.TotalMilliseconds,
            P99Ms = tally.Latencies.Percentile(0.99)?.TotalMilliseconds,
            FastShare = TortureTable.FastShare(tally, tellsRounds),
            LongestGapMs = gap.Length.TotalMilliseconds,
            LongestGapAtSeconds = gap.Start.TotalSeconds,
            Errors = tally.Failures,
            ErrorsWhileDown = tally.FailuresWhileDown,
        };
    }

    private static void Print(TortureRun run, IReadOnlyList<Kill> kills, Terminal terminal)
    {
        terminal.Output.WriteLine(Text($"{run.Settings.Callers} callers for {run.End / 1e9:N1} s, run {run.Settings.Run:x16}, seed {run.Settings.Seed}"));
        terminal.Console.Write(TortureTable.Of(run));
        var gap = TortureTable.LongestGap(run.Total, run);
        terminal.Output.WriteLine(Text($"longest gap without a decision anywhere {gap.Length.TotalMilliseconds:N0} ms, from {gap.Start.TotalSeconds:N2} s on"));
        foreach (var kill in kills) terminal.Output.WriteLine(Line(kill));
        foreach (var anomaly in run.Ledger.Anomalies) AnomalyText.Print(anomaly, terminal);
        if (run.Ledger.Anomalous > 0)
            terminal.Error.WriteLine(Text($"not linearizable: {run.Ledger.Anomalous} of {run.Keys.Count} registers are wrong."));
        else if (run.Total.Decisions == 0)
            terminal.Error.WriteLine("unknown-outcome: No register is known to be decided.");
        else
            terminal.Output.WriteLine(Text($"linearizable: {run.Total.Calls} calls to {run.Keys.Count} registers"));
    }

    private static string Line(Kill kill) => Text($"at {kill.At.TotalSeconds:N2} s {kill.Node} ")
        + (kill.WasAlive ? "was killed" : "was found dead")
        + (kill.StartedProcessId is { } id ? Text($" and started again as process {id}") : "")
        + (kill.BackAfter is { } back ? Text($"; it answered after {back.TotalSeconds:N2} s") : "; it had not answered when the run was over")
        + (kill.DecidesAfter is { } decides ? Text($" and decided after {decides.TotalSeconds:N2} s") : "")
        + Text($"; longest gap through another node {kill.OthersGapWhileDown.TotalMilliseconds:N0} ms meanwhile")
        + (kill.OthersGapAfterwards is { } after ? Text($", {after.TotalMilliseconds:N0} ms afterwards") : "");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
