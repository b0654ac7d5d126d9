using System.Globalization;
using System.Text;
using Actors.Engine.Tables;
using Actors.Paxos;

namespace Actors.Simulation.Worlds;

/// <summary>A row of the simulated membership table: which change wrote it last.</summary>
/// <param name="Key">The silo.</param>
/// <param name="Change">The number of the change; every change has one of its own.</param>
/// <param name="ChangedAt">The table version that wrote it.</param>
internal sealed record Cell(int Key, int Change, int ChangedAt) : IVersionedRow<int>
{
    public static RegisterValue Encode(VersionedTable<int, Cell> table) =>
        new(Encoding.UTF8.GetBytes(string.Join(',', table.Rows.Select(row => $"{row.Key}:{row.Change}:{row.ChangedAt}"))), "");

    public static VersionedTable<int, Cell> Decode(RegisterValue value, int version) =>
        new(version, [.. Encoding.UTF8.GetString(value.Bytes.Span).Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Parse)]);

    private static Cell Parse(string text) =>
        text.Split(':').Select(number => int.Parse(number, CultureInfo.InvariantCulture)).ToArray() is [var key, var change, var at] ? new(key, change, at) : throw new FormatException(text);
}
