using System.Text.Json;
using Actors.Clustering.Hosting;
using Actors.Clustering.Nodes;
using Actors.Engine.Identity;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actors.Silo.Tests;

/// <summary>What <c>/cluster</c> says of a node whose acceptors nobody can ask.</summary>
public sealed class ClusterStatusTests
{
    [Fact]
    public async Task A_node_whose_silo_is_not_there_is_not_silent_and_says_what_is_wrong()
    {
        await using var cluster = await ProcessCluster.StartAsync();
        var registers = (await NodeAsync(cluster)).GetProperty("storeId").GetGuid();
        await cluster.KillAsync("n3");
        await Eventually.IsAsync("n3 is silent", async () => (await NodeAsync(cluster)).GetProperty("state").GetString() == "Silent");

        // Its part in the clustering alone, with nothing that could answer for its registers.
        await using (var bare = Bare(cluster, registers))
        {
            await bare.StartAsync(CancellationToken.None);
            Assert.Null(bare.RefusesBecause);
            var node = await RefusingAsync(cluster);
            Assert.StartsWith("It is up, but its silo does not answer: ", node.GetProperty("problem").GetString(), StringComparison.Ordinal);
        }
        await using (var foreign = Bare(cluster, Guid.NewGuid()))
        {
            await foreign.StartAsync(CancellationToken.None);
            var node = await RefusingAsync(cluster);
            Assert.Equal(foreign.RefusesBecause, node.GetProperty("problem").GetString());
        }
    }

    /// <summary>n3, once n1 has reached it again.</summary>
    private static async Task<JsonElement> RefusingAsync(ProcessCluster cluster)
    {
        JsonElement node = default;
        await Eventually.IsAsync("n3 refuses", async () => (node = await NodeAsync(cluster)).GetProperty("state").GetString() == "Refusing");
        return node;
    }

    private static ClusterNode Bare(ProcessCluster cluster, Guid registers)
    {
        var options = new WriteOnceClusteringOptions { DataDirectory = Path.Combine(cluster.DataOf("n3"), "cluster") };
        foreach (var node in ProcessCluster.Nodes) options.Nodes[node] = cluster.TransportOf(node).Authority;
        return new ClusterNode("n3", "actors", options, [new Registers(registers)], NullLoggerFactory.Instance, TimeProvider.System);
    }

    private sealed class Registers(Guid id) : IBoundStore
    {
        public string Name => "registers";

        public Guid Open() => id;
    }

    /// <summary>n3, as n1 sees it.</summary>
    private static async Task<JsonElement> NodeAsync(ProcessCluster cluster)
    {
        using var answer = await cluster["n1"].Client.GetAsync("/cluster");
        return (await answer.JsonAsync()).GetProperty("nodes").EnumerateArray().Single(node => node.GetProperty("name").GetString() == "n3");
    }
}
