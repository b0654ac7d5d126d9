using System.CommandLine;
using System.Diagnostics;
using Actors.Engine;
using Actors.Paxos;

namespace Actors.Simulation.Commands;

/// <summary><c>placement</c>: how evenly rendezvous hashing spreads registers over more nodes than acceptors, and what a node has to do for it.</summary>
internal static class PlacementCommand
{
    private static readonly (int Nodes, int Acceptors)[] Clusters = [(3, 3), (5, 3), (7, 3), (9, 3), (15, 3), (33, 3), (99, 3), (5, 5), (9, 5), (33, 5), (99, 5)];

    public static Command Make()
    {
        var keys = new Option<int>("--keys") { Description = "Registers to place. Default: 1000000.", DefaultValueFactory = _ => 1_000_000 };
        var command = new Command("placement", "Show how evenly registers spread over the nodes, and what each costs a node.") { keys };
        command.SetAction(parsed => Run(parsed.GetValue(keys)));
        return command;
    }

    private static int Run(int keys)
    {
        Console.WriteLine($"{keys:N0} registers: how many each node keeps, and its synced acceptances per 1,000 decisions");
        Console.WriteLine("| nodes | acceptors | fewest | mean | most | most / mean | acceptances, busiest node | choosing the acceptors |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|");
        foreach (var (nodes, acceptors) in Clusters)
        {
            var layout = new ClusterLayout(Enumerable.Range(1, nodes).Select(number => $"n{number}"), acceptors);
            var counts = new int[nodes];
            var began = Stopwatch.GetTimestamp();
            for (var i = 0; i < keys; i++)
                foreach (var node in layout.AcceptorsOf(new RegisterKey($"orders/{i}/outcome"))) counts[node]++;
            var each = Stopwatch.GetElapsedTime(began) / keys;
            var mean = (double)keys * acceptors / nodes;
            Console.WriteLine(
                $"| {nodes} | {acceptors} | {counts.Min():N0} | {mean:N0} | {counts.Max():N0} | {counts.Max() / mean:N4} | {1000.0 * counts.Max() / keys:N1} | {each.TotalMicroseconds:N2} µs |");
        }
        return 0;
    }
}
