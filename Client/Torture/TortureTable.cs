using System.Globalization;
using Actors.Client.Output;
using Spectre.Console;

namespace Actors.Client.Torture;

/// <summary>A run in numbers, while it lasts and afterwards.</summary>
internal static class TortureTable
{
    public static Table Of(TortureRun run)
    {
        var table = Tables.Create("through", "calls", "decided/s", "p50 ms", "p99 ms", "fast", "gap ms", "errors");
        foreach (var route in run.Routes) Row(table, route.Name + (route.Down ? " (down)" : ""), route.Tally, route.TellsRounds, run);
        Row(table, "all", run.Total, run.Routes.All(route => route.TellsRounds), run);
        return table;
    }

    public static double? FastShare(RouteTally tally, bool tellsRounds) =>
        tellsRounds && tally.Decisions > 0 ? (double)tally.Fast / tally.Decisions : null;

    public static double PerSecond(RouteTally tally, TortureRun run)
    {
        var seconds = Math.Min(run.Now, run.End) / 1e9;
        return seconds > 0 ? tally.Decisions / seconds : 0;
    }

    public static Gap LongestGap(RouteTally tally, TortureRun run) => tally.Gap.Longest(Math.Min(run.Now, run.End));

    private static void Row(Table table, string name, RouteTally tally, bool tellsRounds, TortureRun run)
    {
        var gap = LongestGap(tally, run);
        Tables.Row(
            table,
            name,
            Text($"{tally.Calls:N0}"),
            Text($"{PerSecond(tally, run):N0}"),
            Text($"{tally.Latencies.Percentile(0.50)?.TotalMilliseconds:N1}"),
            Text($"{tally.Latencies.Percentile(0.99)?.TotalMilliseconds:N1}"),
            Text($"{FastShare(tally, tellsRounds):P0}"),
            Text($"{gap.Length.TotalMilliseconds:N0}"),
            Errors(tally));
    }

    private static string Errors(RouteTally tally)
    {
        var kinds = tally.Failures.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => Text($"{pair.Value} {pair.Key}")).ToList();
        if (tally.FailuresWhileDown > 0) kinds.Add(Text($"{tally.FailuresWhileDown} while down"));
        return kinds.Count == 0 ? "0" : string.Join(", ", kinds);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
