using System.Globalization;
using Actors.Bench.Load;
using Actors.Bench.Results;

namespace Actors.Bench.Growth;

/// <summary>The growth of the store as a table, with what it may cost.</summary>
internal static class GrowthTable
{
    private const double ShareOfEmpty = 0.8, StartSecondsMax = 15, MemoryMiBMax = 1024;
    private const int OverheadBytesMax = 120;

    public static void Write(GrowthResult result, TextWriter output)
    {
        var table = Tables.Create("what", "measured", "target", "reached");
        foreach (var row in Rows(result)) Tables.Row(table, row);
        Tables.Write(table, output);
    }

    /// <summary>Name, number, target, and whether it is reached.</summary>
    public static IReadOnlyList<string[]> Rows(GrowthResult result)
    {
        var stored = result.Registers.ToString("N0", CultureInfo.InvariantCulture);
        return
        [
            ["decisions/s, 64 callers, empty store", Number(result.EmptyOpsS, 0), "", ""],
            Row($"decisions/s, 64 callers, {stored} registers", result.OpsS, 0, ShareOfEmpty * result.EmptyOpsS, atLeast: true),
            Row("start of a node, s", result.StartS, 1, StartSecondsMax, atLeast: false),
            Row("memory of a node, MiB", result.MemoryMiB, 0, MemoryMiBMax, atLeast: false),
            Row("bytes on disk per register", result.BytesPerRegister, 0, Keys.ValueBytes + OverheadBytesMax, atLeast: false),
        ];
    }

    private static string[] Row(string what, double measured, int decimals, double bound, bool atLeast) =>
        [what, Number(measured, decimals), $"{(atLeast ? "≥" : "≤")} {Number(bound, 0)}", (atLeast ? measured >= bound : measured <= bound) ? "yes" : "no"];

    private static string Number(double number, int decimals) => number.ToString($"N{decimals}", CultureInfo.InvariantCulture);
}
