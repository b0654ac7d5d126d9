using Spectre.Console;

namespace Actors.Bench.Results;

/// <summary>The results as one table: our numbers, the others', the ratios, and what the ratios should be.</summary>
internal static class ResultTable
{
    private const int WidthWhenRedirected = 200;

    public static void Write(IReadOnlyList<Measurement> summary, TextWriter output)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in new[] { "what", "actors", "etcd", "zookeeper", "to etcd", "to zookeeper", "target", "reached" })
            table.AddColumn(new TableColumn(new Text(column)).NoWrap());
        foreach (var row in ResultRow.All(summary))
            table.AddRow(row.Cells.Select(cell => new Text(cell)));
        var where = new AnsiConsoleOutput(output);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = where });
        if (!where.IsTerminal) console.Profile.Width = WidthWhenRedirected;
        console.Write(table);
    }
}
