using System.CommandLine;
using Actors.Client.Cluster;
using Actors.Registers;

namespace Actors.Client.Commands;

/// <summary>A client of its own for each node, so that it is known which node a caller goes through.</summary>
internal sealed class NodeConnections : IAsyncDisposable
{
    private readonly List<(string Node, IConnection Connection)> _connections = [];

    public IReadOnlyDictionary<string, IRegisters> ByName => _connections.ToDictionary(pair => pair.Node, pair => pair.Connection.Registers);

    /// <summary>Connects to all nodes. Those that are down are left out, which is said.</summary>
    /// <exception cref="UnreachableException">All of them are.</exception>
    public static async Task<NodeConnections> ConnectAsync(Runner runner, ParseResult parsed, CancellationToken cancellationToken)
    {
        var nodes = runner.NodesOf(parsed);
        var attempts = nodes.Select(node => runner.ConnectAsync(parsed, [node], cancellationToken)).ToList();
        await Task.WhenAll(attempts).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        var connections = new NodeConnections();
        foreach (var (node, attempt) in nodes.Zip(attempts))
            if (attempt.IsCompletedSuccessfully) connections._connections.Add((node.Name, attempt.Result));
        if (connections._connections.Count == 0 || cancellationToken.IsCancellationRequested)
        {
            await connections.DisposeAsync();
            cancellationToken.ThrowIfCancellationRequested();
            throw new UnreachableException(attempts[0].Exception!.InnerException!.Message);
        }
        if (!runner.AsJson(parsed))
            foreach (var node in nodes.Where(node => !connections.ByName.ContainsKey(node.Name)))
                runner.Terminal.Error.WriteLine($"Node {node} cannot be reached: it is left out.");
        return connections;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (_, connection) in _connections) await connection.DisposeAsync();
    }
}
