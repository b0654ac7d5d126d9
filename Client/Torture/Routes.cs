using System.CommandLine;
using Actors.Client.Cluster;
using Actors.Client.Commands;

namespace Actors.Client.Torture;

/// <summary>The ways into the cluster: one through each node that is there, and one through whichever answers.</summary>
internal sealed class Routes : IAsyncDisposable
{
    private static readonly TimeSpan AttemptMax = TimeSpan.FromSeconds(1);

    private readonly List<IAsyncDisposable> _connections = [];
    private readonly List<Route> _all = [];

    public IReadOnlyList<Route> All => _all;

    /// <summary>Connects as Orleans clients, or over HTTP if there are addresses.</summary>
    /// <exception cref="UnreachableException">No node is there.</exception>
    /// <exception cref="UsageException">There are not as many addresses as nodes.</exception>
    public static async Task<Routes> ConnectAsync(Runner runner, ParseResult parsed, Uri[] addresses, CancellationToken cancellationToken)
    {
        var routes = new Routes();
        try
        {
            if (addresses.Length == 0) await routes.AddOrleansAsync(runner, parsed, cancellationToken);
            else routes.AddHttp(runner.NodesOf(parsed), addresses, runner.PatienceOf(parsed).Call, runner.Time);
            return routes;
        }
        catch
        {
            await routes.DisposeAsync();
            throw;
        }
    }

    /// <exception cref="UsageException">A node that is to be killed was left out: nobody could tell when it is back.</exception>
    public void Require(Victims victims)
    {
        foreach (var victim in victims.All)
            if (_all.All(route => route.Name != victim.Node)) throw new UsageException($"Node {victim.Node} is to be killed, but it does not even answer now.");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections) await connection.DisposeAsync();
    }

    private async Task AddOrleansAsync(Runner runner, ParseResult parsed, CancellationToken cancellationToken)
    {
        var nodes = await NodeConnections.ConnectAsync(runner, parsed, cancellationToken);
        _connections.Add(nodes);
        foreach (var (name, registers) in nodes.ByName) _all.Add(new Route(name, registers, tellsRounds: true));
        var any = await runner.ConnectAsync(parsed, runner.NodesOf(parsed), cancellationToken);
        _connections.Add(any);
        _all.Add(new Route(Route.AnyNode, any.Registers, tellsRounds: true));
    }

    private void AddHttp(IReadOnlyList<ClusterNode> nodes, Uri[] addresses, TimeSpan timeout, TimeProvider time)
    {
        if (addresses.Length != nodes.Count)
            throw new UsageException($"--http has {addresses.Length} addresses, --cluster {nodes.Count} nodes: write one address for each node, in their order.");
        foreach (var (node, address) in nodes.Zip(addresses))
        {
            var http = new HttpClient { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };
            _connections.Add(new Closing(http));
            _all.Add(new Route(node.Name, new HttpRegisters(http, timeout, time), tellsRounds: false));
        }
        _all.Add(new Route(Route.AnyNode, new FailoverRegisters([.. _all.Select(route => route.Registers)], timeout, AttemptMax, time), tellsRounds: false));
    }

    private sealed class Closing(IDisposable resource) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            resource.Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
