using System.Globalization;
using Actors.Client.Output;

namespace Actors.Client.Races;

/// <summary>What is said of a race.</summary>
internal static class RaceAnswer
{
    public static Answer Of(RaceReport report) => new(report.ExitCode, Json(report), terminal => Print(report, terminal));

    private static object Json(RaceReport report) => new
    {
        Run = report.Settings.Run.ToString("x16", CultureInfo.InvariantCulture),
        report.Settings.Keys,
        report.Settings.Racers,
        report.Settings.Concurrency,
        report.Nodes,
        report.Tally.Decided,
        report.Tally.Unanswered,
        report.Tally.Confirmed,
        report.Tally.FirstFailure,
        Disagreements = report.Tally.Disagreed,
        FirstDisagreements = report.Tally.Disagreements,
        Seconds = report.Elapsed.TotalSeconds,
        report.DecisionsPerSecond,
        report.P50Ms,
        report.P99Ms,
        report.FastShare,
        CpuSecondsPer1000 = report.CpuSecondsPer1000(report.Cpu.Total),
        CpuOf = report.Cpu.Silos is null ? "client" : "client and silos",
    };

    private static void Print(RaceReport report, Terminal terminal)
    {
        var tally = report.Tally;
        var output = terminal.Output;
        var settings = report.Settings;
        output.WriteLine(Text($"{settings.Racers} callers through {report.Nodes} nodes for each of {settings.Keys} keys, run {settings.Run:x16}"));
        output.WriteLine(Text($"decisions/s                  {report.DecisionsPerSecond:N0}"));
        output.WriteLine(Text($"latency of a call, p50       {report.P50Ms:N2} ms"));
        output.WriteLine(Text($"latency of a call, p99       {report.P99Ms:N2} ms"));
        output.WriteLine(Text($"share of fast rounds         {report.FastShare:P1}"));
        output.WriteLine(Text($"CPU s per 1000 decisions     {report.CpuSecondsPer1000(report.Cpu.Total):N3} ({Cpu(report)})"));
        if (tally.Unanswered > 0) output.WriteLine(Text($"calls without an answer      {tally.Unanswered}"));
        if (tally.FirstFailure is { } failure) output.WriteLine($"the first failure            {failure}");
        foreach (var disagreement in tally.Disagreements) Print(disagreement, terminal.Error);
        if (report.ExitCode == ExitCode.Done)
            output.WriteLine(Text($"agreement                    all {tally.Decided} keys have one winner, seen by all"));
        else
            terminal.Error.WriteLine(Verdict(report));
    }

    private static void Print(Disagreement disagreement, TextWriter error)
    {
        error.WriteLine($"DISAGREEMENT about {disagreement.Key}: {string.Join("; ", disagreement.Problems)}");
        foreach (var line in disagreement.Answers) error.WriteLine($"  {line}");
    }

    private static string Verdict(RaceReport report)
    {
        var (tally, keys) = (report.Tally, report.Settings.Keys);
        return tally.Disagreed > 0
            ? Text($"disagreement: {tally.Disagreed} of {keys} keys are wrong.")
            : Text($"unknown-outcome: {tally.Decided} of {keys} keys are known to be decided, {tally.Confirmed} were read back; none disagreed.");
    }

    private static string Cpu(RaceReport report) => report.Cpu.Silos is { } silos
        ? Text($"client {report.CpuSecondsPer1000(report.Cpu.Client):N3}, silos {report.CpuSecondsPer1000(silos):N3}")
        : "client only, see --pids";

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
