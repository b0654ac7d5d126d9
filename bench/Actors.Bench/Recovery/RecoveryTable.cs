using System.Globalization;
using Actors.Bench.Results;

namespace Actors.Bench.Recovery;

/// <summary>The recovery of a replica as a table, with how long it may take.</summary>
internal static class RecoveryTable
{
    private const double SecondsMax = 10;

    public static void Write(RecoveryResult result, TextWriter output)
    {
        var table = Tables.Create("a new replica has the state of", "slots read", "s", "target", "reached");
        foreach (var row in Rows(result)) Tables.Row(table, row);
        Tables.Write(table, output);
    }

    /// <summary>From what, how many slots, seconds, target, and whether it is reached.</summary>
    public static IReadOnlyList<string[]> Rows(RecoveryResult result)
    {
        var entries = result.Entries.ToString("N0", CultureInfo.InvariantCulture);
        return
        [
            Row($"{entries} commands, from a snapshot", result.AfterSnapshot, result.SnapshotS),
            Row($"{entries} commands, from the log alone", result.LogSlots, result.LogS),
        ];
    }

    private static string[] Row(string what, long slots, double seconds) =>
    [
        what, slots.ToString("N0", CultureInfo.InvariantCulture), seconds.ToString("N2", CultureInfo.InvariantCulture),
        $"≤ {SecondsMax}", seconds <= SecondsMax ? "yes" : "no",
    ];
}
