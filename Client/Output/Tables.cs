using Spectre.Console;

namespace Actors.Client.Output;

/// <summary>Tables without ornament.</summary>
internal static class Tables
{
    public static Table Create(params string[] columns)
    {
        var table = new Table { Border = TableBorder.Simple };
        foreach (var column in columns) table.AddColumn(new TableColumn(new Text(column)).NoWrap());
        return table;
    }

    public static void Row(Table table, params string[] cells) => table.AddRow(cells.Select(cell => new Text(VisibleText.Of(cell))));
}
