using Spectre.Console;

namespace Actors.Bench.Results;

/// <summary>Tables without ornament.</summary>
internal static class Tables
{
    private const int WidthWhenRedirected = 200;

    public static Table Create(params IEnumerable<string> columns)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in columns) table.AddColumn(new TableColumn(new Text(column)).NoWrap());
        return table;
    }

    public static void Row(Table table, IEnumerable<string> cells) => table.AddRow(cells.Select(cell => new Text(cell)));

    public static void Write(Table table, TextWriter output)
    {
        var where = new AnsiConsoleOutput(output);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = where });
        if (!where.IsTerminal) console.Profile.Width = WidthWhenRedirected;
        console.Write(table);
    }
}
