using Actors.Engine.Identity;
using Actors.Registers;
using Actors.Server.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Storage;

namespace Actors.Server.Tests;

/// <summary>What the one call makes of a host, before it starts.</summary>
public sealed class SetupTests
{
    [Fact]
    public void The_second_call_adds_its_options_only()
    {
        using var data = new TempDirectory();
        using var host = Build(silo => silo
            .UseWriteOnce(o => Fill(o, data.Path))
            .UseWriteOnce(o => o.Acceptors = 5)
            .AddWriteOnceGrainStorageAsDefault());
        Assert.Equal(5, host.Services.GetRequiredService<IOptions<WriteOnceNodeOptions>>().Value.Acceptors);
        Assert.Single(host.Services.GetServices<IBoundStore>());
        Assert.Single(host.Services.GetServices<IMembershipTable>());
        Assert.Single(host.Services.GetKeyedServices<IGrainStorage>("Default"));
    }

    [Fact]
    public void Parts_that_are_used_alone_may_be_there_already()
    {
        using var data = new TempDirectory();
        using var host = Build(silo => silo
            .UseWriteOnceClustering(o => o.MessageTimeout = TimeSpan.FromSeconds(3))
            .UseWriteOnce(o => Fill(o, data.Path)));
        Assert.Single(host.Services.GetServices<IMembershipTable>());
        var clustering = host.Services.GetRequiredService<IOptions<Actors.Clustering.Hosting.WriteOnceClusteringOptions>>().Value;
        Assert.Equal(TimeSpan.FromSeconds(3), clustering.MessageTimeout);
        Assert.Equal("[::1]:7102", clustering.Nodes["n1"]);
        Assert.Equal("10.0.0.2:7112", clustering.Nodes["n2"]);
    }

    [Fact]
    public void A_node_list_is_written_once()
    {
        using var data = new TempDirectory();
        using var host = Build(silo => silo.UseWriteOnce(o => Fill(o, data.Path)));
        Assert.Equal(["n1", "n2", "n3", "n4", "n5"], host.Services.GetRequiredService<IOptions<Actors.Grains.Hosting.WriteOnceOptions>>().Value.Nodes);
        Assert.Equal("n1", host.Services.GetRequiredService<IOptions<SiloOptions>>().Value.SiloName);
        var endpoints = host.Services.GetRequiredService<IOptions<EndpointOptions>>().Value;
        Assert.Equal(8 * 1024 * 1024, host.Services.GetRequiredService<IOptions<SiloMessagingOptions>>().Value.MaxMessageBodySize);
        Assert.Equal((7100, 7101), (endpoints.SiloPort, endpoints.GatewayPort));
        Assert.Equal("[::1]:7100", endpoints.SiloListeningEndpoint?.ToString());
    }

    [Fact]
    public void Checks_of_the_application_under_the_same_names_are_its_own()
    {
        using var data = new TempDirectory();
        using var host = NodeSet.Build(builder =>
        {
            builder.Services.AddHealthChecks().AddWriteOnceNode(tags: ["ready"]).AddCheck("quorum", () => HealthCheckResult.Degraded());
            builder.UseOrleans(silo => silo.UseWriteOnce(o => Fill(o, data.Path)));
        });
        var checks = host.Services.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations;
        Assert.Equal(["node", "quorum"], checks.Select(check => check.Name).Order());
        Assert.Equal("ready", checks.Single(check => check.Name == "node").Tags.Single());
    }

    [Theory]
    [InlineData("Orleans:GrainStorage:carts:ProviderType", "WriteOnce", "silo.UseWriteOnce(...)")]
    public async Task Grain_storage_alone_says_what_to_add(string key, string value, string expected)
    {
        using var host = NodeSet.Build(builder => builder.UseOrleans(silo => silo.UseLocalhostClustering()), [new(key, value)]);
        var refusal = await Assert.ThrowsAsync<OrleansConfigurationException>(() => host.StartAsync(TestContext.Current.CancellationToken));
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Acceptors", "three", "Orleans:Clustering:Acceptors is 'three', which is no number.")]
    [InlineData("ListenAddress", "everywhere", "Orleans:Clustering:ListenAddress is 'everywhere', which is no IP address.")]
    public void A_setting_that_cannot_be_read_is_named(string key, string value, string expected)
    {
        using var host = NodeSet.Build(builder => builder.UseOrleans(), [new("Orleans:Clustering:ProviderType", "WriteOnce"), new($"Orleans:Clustering:{key}", value)]);
        var refusal = Assert.Throws<OrleansConfigurationException>(() => host.Services.GetRequiredService<IOptions<WriteOnceNodeOptions>>().Value);
        Assert.Equal(expected, refusal.Message);
    }

    [Fact]
    public void Registers_can_be_injected_by_key()
    {
        using var data = new TempDirectory();
        using var host = Build(silo => silo.UseWriteOnce(o => Fill(o, data.Path)));
        Assert.True(host.Services.GetRequiredService<IServiceProviderIsKeyedService>().IsKeyedService(typeof(IRegisters), "WriteOnce"));
    }

    private static IHost Build(Action<ISiloBuilder> configure) => NodeSet.Build(builder => builder.UseOrleans(configure));

    private static void Fill(WriteOnceNodeOptions options, string data)
    {
        (options.Node, options.DataDirectory) = ("n1", data);
        options.Nodes["n1"] = "[::1]:7100";
        for (var node = 2; node <= 5; node++) options.Nodes[$"n{node}"] = $"10.0.0.{node}:{7090 + 10 * node}";
    }
}
