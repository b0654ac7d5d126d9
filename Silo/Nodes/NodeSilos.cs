using System.Net.Sockets;
using Actors.Runtime;
using Actors.Silo.Configuration;

namespace Actors.Silo.Nodes;

/// <summary>Makes the silos of a node.</summary>
/// <param name="address">Which of the nodes it is.</param>
/// <param name="settings">The whole cluster.</param>
/// <param name="cuts">Which nodes of this process are cut off.</param>
/// <param name="loggers">Shared by all nodes of the process.</param>
internal sealed class NodeSilos(NodeAddress address, SiloSettings settings, NodeCuts cuts, ILoggerFactory loggers)
{
    /// <summary>Prepares a silo.</summary>
    /// <exception cref="StartException">One of its ports is in use.</exception>
    public NodeSilo Open()
    {
        foreach (var port in address.Ports) RequireFree(port);
        var broken = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var host = NodeHost.Build(address, settings, cuts, loggers, reason => broken.TrySetResult(reason));
        return new NodeSilo(address.Name, host, broken.Task, loggers.CreateLogger<Node>());
    }

    private void RequireFree(int port)
    {
        try
        {
            using var listener = new TcpListener(settings.Listen ?? address.Resolve(), port);
            listener.Start();
        }
        catch (SocketException exception)
        {
            throw new StartException(
                $"Node {address.Name} cannot listen on {address.Host}:{port}: {exception.Message}. Stop what uses it, or give other ports with --cluster.", exception);
        }
    }
}
