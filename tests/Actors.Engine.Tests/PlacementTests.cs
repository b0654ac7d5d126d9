using Actors.Paxos;

namespace Actors.Engine.Tests;

/// <summary>Rendezvous hashing: registers spread evenly, and every node computes the same acceptors.</summary>
public sealed class PlacementTests
{
    private const int Keys = 30_000;

    [Theory]
    [InlineData(5, 3)]
    [InlineData(7, 3)]
    [InlineData(9, 5)]
    [InlineData(33, 3)]
    [InlineData(99, 5)]
    public void Every_node_keeps_about_as_many_registers(int nodes, int acceptors)
    {
        var layout = new ClusterLayout(Names(nodes), acceptors);
        var counts = new int[nodes];
        for (var i = 0; i < Keys; i++)
            foreach (var node in layout.AcceptorsOf(new RegisterKey($"orders/{i}"))) counts[node]++;
        var mean = (double)Keys * acceptors / nodes;
        // Each count is binomial: six standard deviations are never left by chance.
        var most = 6 * Math.Sqrt(mean * (1 - (double)acceptors / nodes));
        Assert.All(counts, count => Assert.InRange(count, mean - most, mean + most));
    }

    [Fact]
    public void A_registers_acceptors_are_different_nodes_and_do_not_depend_on_the_order_of_the_list()
    {
        var (one, other) = (new ClusterLayout(Names(9), 5), new ClusterLayout(Names(9).Reverse(), 5));
        for (var i = 0; i < 1000; i++)
        {
            var acceptors = one.AcceptorsOf(new RegisterKey($"orders/{i}"));
            Assert.Equal(5, acceptors.Distinct().Count());
            Assert.Equal(acceptors, other.AcceptorsOf(new RegisterKey($"orders/{i}")));
        }
    }

    [Fact]
    public void The_acceptors_of_a_register_never_change()
    {
        // Written down once: another choice for a register that exists would be another register.
        var layout = new ClusterLayout(Names(7), 3);
        Assert.Equal(["n3", "n4", "n6"], layout.AcceptorsOf(new RegisterKey("orders/1")).Select(node => layout.Nodes[node]).Order());
    }

    private static IEnumerable<string> Names(int count) => Enumerable.Range(1, count).Select(number => $"n{number}");
}
