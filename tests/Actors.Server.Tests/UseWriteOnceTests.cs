using System.Text;
using Actors.Paxos;
using Actors.Registers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace Actors.Server.Tests;

/// <summary>An application that makes the one call, and nothing else.</summary>
public sealed class UseWriteOnceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 180_000)]
    public async Task One_call_gives_registers_durable_grains_health_and_clients_that_survive_a_node()
    {
        await using var nodes = new NodeSet();
        await nodes.StartAsync((silo, name) => silo.UseWriteOnce(o =>
        {
            o.Node = name;
            foreach (var (node, address) in nodes.Nodes) o.Nodes[node] = address;
            o.DataDirectory = nodes.DataOf(name);
        }));
        await UseAsync(nodes, client => client.UseWriteOnce(o =>
        {
            foreach (var (node, address) in nodes.Nodes) o.Nodes[node] = address;
        }));
    }

    [Fact(Timeout = 180_000)]
    public async Task Configuration_alone_gives_the_same()
    {
        await using var nodes = new NodeSet();
        var cluster = nodes.Nodes.ToDictionary(node => $"Orleans:Clustering:Nodes:{node.Key}", string? (node) => node.Value);
        cluster["Orleans:Clustering:ProviderType"] = "WriteOnce";
        cluster["Orleans:ClusterId"] = cluster["Orleans:ServiceId"] = "shop";
        await nodes.StartAsync(name => NodeSet.Build(builder => builder.UseOrleans(), new Dictionary<string, string?>(cluster)
        {
            ["Orleans:Clustering:Node"] = name,
            ["Orleans:Clustering:DataDirectory"] = nodes.DataOf(name),
            ["Orleans:Clustering:ListenAddress"] = "127.0.0.1",
            ["Orleans:Clustering:Acceptors"] = "3",
            ["Orleans:GrainStorage:Default:ProviderType"] = "WriteOnce",
        }));
        await UseAsync(nodes, client => { }, cluster);
    }

    [Fact(Timeout = 120_000)]
    public async Task A_start_without_a_majority_ends_and_names_who_is_missing()
    {
        await using var nodes = new NodeSet();
        using var host = NodeSet.Build(builder => builder.UseOrleans(silo => silo.UseWriteOnce(o =>
        {
            o.Node = "n1";
            foreach (var (node, address) in nodes.Nodes) o.Nodes[node] = address;
            o.DataDirectory = nodes.DataOf("n1");
            o.StartTimeout = TimeSpan.FromSeconds(5);
        })));
        var failure = await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync(Token));
        Assert.Contains("waits for 2 of 3 nodes: n2 does not answer, n3 does not answer", failure.ToString(), StringComparison.Ordinal);
        Assert.Contains("StartTimeout", failure.ToString(), StringComparison.Ordinal);
    }

    private static async Task UseAsync(NodeSet nodes, Action<IClientBuilder> configure, IEnumerable<KeyValuePair<string, string?>>? settings = null)
    {
        await Eventually.IsAsync("ready", async () => (await HealthAsync(nodes, "n1")).Status == HealthStatus.Healthy);
        Assert.Equal(["node", "quorum"], (await HealthAsync(nodes, "n1")).Entries.Keys.Order());

        var proposal = new Proposal(ProposalId.New(), new RegisterValue(Encoding.UTF8.GetBytes("shipped"), "text/plain"));
        Assert.Equal(OutcomeKind.Decided, (await nodes.Services("n1").GetRequiredService<IRegisters>().ProposeAsync(new RegisterKey("order-17"), proposal, Token)).Kind);
        Assert.Equal(1, await CartOf(nodes.Services("n1")).AddAsync(1));
        await nodes.KillAsync("n1");

        using var client = NodeSet.Build(builder => builder.UseOrleansClient(configure), settings);
        await client.StartAsync(Token);
        var registers = client.Services.GetRequiredKeyedService<IRegisters>("WriteOnce");
        Assert.Same(registers, client.Services.GetRequiredService<IRegisters>());
        Assert.Equal(proposal, (await registers.ReadAsync(new RegisterKey("order-17"), Token)).Proposal);
        // Until its silo is declared dead, calls to a grain that was there fail.
        await Eventually.IsAsync("the cart goes on at another node", async () =>
        {
            try
            {
                return await CartOf(client.Services).AddAsync(0) == 1;
            }
            catch (Exception exception) when (exception is OrleansException or TimeoutException)
            {
                return false;
            }
        });
        await client.StopAsync(Token);
    }

    private static ICartGrain CartOf(IServiceProvider services) => services.GetRequiredService<IGrainFactory>().GetGrain<ICartGrain>("Ada");

    private static Task<HealthReport> HealthAsync(NodeSet nodes, string node) => nodes.Services(node).GetRequiredService<HealthCheckService>().CheckHealthAsync(Token);
}
