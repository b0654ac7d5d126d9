namespace Actors.Bench.Results;

/// <summary>The results as one table: our numbers, the others', the ratios, and what the ratios should be.</summary>
internal static class ResultTable
{
    public static void Write(IReadOnlyList<Measurement> summary, TextWriter output)
    {
        var table = Tables.Create("what", "actors", "etcd", "zookeeper", "dotnext", "to etcd", "to zookeeper", "to dotnext", "target", "reached");
        foreach (var row in ResultRow.All(summary)) Tables.Row(table, row.Cells);
        Tables.Write(table, output);
    }
}
