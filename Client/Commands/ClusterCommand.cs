using System.CommandLine;
using System.Globalization;
using Actors.Client.Output;
using Actors.Registers;
using Spectre.Console;

namespace Actors.Client.Commands;

internal static class ClusterCommand
{
    public static Command Create(Runner runner)
    {
        var command = new ClientCommand(
            "cluster",
            "Show the nodes and which of them answer. Exit code 3 if no majority does.",
            "cluster",
            "cluster --cluster n1=10.0.0.1:7100,n2=10.0.0.2:7100,n3=10.0.0.3:7100 --json");
        runner.Handle(command, async (_, connect, cancellationToken) => Of(await (await connect()).NodesAsync(cancellationToken)));
        return command;
    }

    private static Answer Of(IReadOnlyList<NodeView> nodes)
    {
        var voting = nodes.Count(node => node is { Answers: true, Problem: null });
        return new Answer(
            voting > nodes.Count / 2 ? ExitCode.Done : ExitCode.Unknown,
            new { Nodes = nodes },
            terminal => terminal.Console.Write(Table(nodes)));
    }

    private static Table Table(IReadOnlyList<NodeView> nodes)
    {
        var table = Tables.Create("node", "answers", "incarnation", "store", "problem");
        foreach (var node in nodes)
        {
            var incarnation = node.Incarnation?.ToString(CultureInfo.InvariantCulture) ?? "";
            Tables.Row(table, node.Node, node.Answers ? "yes" : "no", incarnation, node.StoreId?.ToString() ?? "", node.Problem ?? "");
        }
        return table;
    }
}
