using System.Net;
using Actors.Clustering.Nodes;
using Actors.Clustering.Transport;
using Actors.Engine.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;

namespace Actors.Clustering.Tests;

/// <summary>Whatever another node says of itself, the start of a node goes on: an answer that makes no sense is none.</summary>
public sealed class BadAnswerTests
{
    private const string Good = """{"node":"n2","cluster":{"clusterId":"test","nodes":["n1","n2","n3"],"acceptors":3,"format":2}}""";

    [Fact]
    public async Task What_nodes_of_earlier_versions_do_not_tell_may_be_missing() => Assert.Equal("n2", Assert.Single(await DescribeAsync(Good)).Node);

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"node":"n2"}""")]
    [InlineData("""{"node":"n2","cluster":null}""")]
    [InlineData("""{"node":"n2","cluster":{}}""")]
    [InlineData("""{"node":"n2","cluster":{"clusterId":"test","nodes":null,"acceptors":3,"format":2}}""")]
    [InlineData("""{"node":"n2","cluster":{"clusterId":"test","nodes":["n1",null],"acceptors":3,"format":2}}""")]
    [InlineData("""{"node":"n2","cluster":{"clusterId":null,"nodes":["n1","n2","n3"],"acceptors":3,"format":2}}""")]
    [InlineData("""{"node":"n2","cluster":{"clusterId":"test","nodes":["n1","n2","n3"],"acceptors":3,"format":2},"stop":{"clustering":null}}""")]
    [InlineData("""{"node":"n3","cluster":{"clusterId":"test","nodes":["n1","n2","n3"],"acceptors":3,"format":2}}""")]
    public async Task An_answer_that_makes_no_sense_is_none(string json) => Assert.Empty(await DescribeAsync(json));

    private static async Task<IReadOnlyList<NodeDescription>> DescribeAsync(string json)
    {
        var addresses = new[] { "n1", "n2", "n3" }.ToDictionary(node => node, _ => new NodeAddress("127.0.0.1", FreePorts.One()));
        await using var server = new NodeServer(new IPEndPoint(IPAddress.Loopback, addresses["n2"].Port), context => context.Response.WriteAsync(json),
            new ConnectionLimit("n2", 10, "", NullLogger.Instance, TimeProvider.System));
        await server.StartAsync(CancellationToken.None);
        using var peers = new PeerClient(
            "n1", ClusterIdentity.New("test", addresses.Keys), addresses, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30), TimeProvider.System);
        return await peers.DescribeAsync(new StartRecord(1, Guid.NewGuid()), CancellationToken.None);
    }
}
