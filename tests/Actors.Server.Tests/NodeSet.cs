using System.Collections.Concurrent;
using Actors.Clustering.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Actors.Server.Tests;

/// <summary>An application of three processes, each a silo and a node, as its own code sets them up; here they are hosts of one process.</summary>
internal sealed class NodeSet : IAsyncDisposable
{
    private readonly TempDirectory _data = new();
    private readonly ConcurrentDictionary<string, IHost> _running = [];

    public NodeSet() =>
        Nodes = FreePorts.Cluster(nodes: 3).Split(',').Select(node => node.Split('=')).ToDictionary(node => node[0], node => node[1]);

    /// <summary>The only place where the nodes are listed.</summary>
    public IReadOnlyDictionary<string, string> Nodes { get; }

    public string DataOf(string node) => Path.Combine(_data.Path, node);

    public IServiceProvider Services(string node) => _running[node].Services;

    public Task StartAsync(Action<ISiloBuilder, string> configure) =>
        StartAsync(node => Build(builder => builder.UseOrleans(silo => configure(silo, node))));

    public Task StartAsync(Func<string, IHost> build) => Task.WhenAll(Nodes.Keys.Select(async node =>
    {
        var host = build(node);
        await host.StartAsync(TestContext.Current.CancellationToken);
        _running[node] = host;
    }));

    /// <summary>Stops a node without goodbye, as if its machine had lost power.</summary>
    public async Task KillAsync(string node)
    {
        Assert.True(_running.TryRemove(node, out var host));
        host.Services.GetRequiredService<ClusterNode>().Abandon();
        await StopAsync(host, new CancellationToken(canceled: true));
    }

    public static IHost Build(Action<IHostApplicationBuilder> configure, IEnumerable<KeyValuePair<string, string?>>? settings = null)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Logging.ClearProviders();
        configure(builder);
        return builder.Build();
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_running.Values.Select(host => StopAsync(host, CancellationToken.None)));
        _data.Dispose();
    }

    private static async Task StopAsync(IHost host, CancellationToken cancellationToken)
    {
        try
        {
            await host.StopAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // In a hurry.
        }
        await ((IAsyncDisposable)host).DisposeAsync();
    }
}
