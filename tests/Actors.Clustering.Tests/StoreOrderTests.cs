using System.Net;
using Actors.Clustering.Hosting;
using Actors.Clustering.Nodes;
using Actors.Engine;
using Actors.Engine.Identity;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actors.Clustering.Tests;

/// <summary>A node may be killed between the opening of its stores. The next start must not take what is there for a node that has lost one.</summary>
public sealed class StoreOrderTests
{
    [Fact]
    public async Task The_stores_of_registers_are_there_before_the_nodes_own()
    {
        List<string> opened = [];
        var options = new WriteOnceClusteringOptions { DataDirectory = "none", Nodes = { ["n1"] = "127.0.0.1:1", ["n2"] = "127.0.0.1:2", ["n3"] = "127.0.0.1:3" } };
        await using var node = new ClusterNode("n1", "cluster", options, [new Registers(opened)], NullLoggerFactory.Instance, TimeProvider.System)
        {
            OpenStore = () =>
            {
                opened.Add("own");
                throw new StoreException("The disk is gone.");
            },
        };
        Assert.Throws<StoreException>(() => node.GenerationAt(new IPEndPoint(IPAddress.Loopback, 1)));
        Assert.Equal(["registers", "own"], opened);
    }

    private sealed class Registers(List<string> opened) : IBoundStore
    {
        public string Name => "registers";

        public Guid Open()
        {
            opened.Add(Name);
            return Guid.NewGuid();
        }
    }
}
