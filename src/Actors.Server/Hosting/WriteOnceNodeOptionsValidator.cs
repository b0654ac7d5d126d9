using System.Net.Sockets;
using Actors.Engine;
using Microsoft.Extensions.Options;

namespace Actors.Server.Hosting;

/// <summary>Stops a silo with a wrong configuration before it answers any caller.</summary>
internal sealed class WriteOnceNodeOptionsValidator(IOptions<WriteOnceNodeOptions> options) : IConfigurationValidator
{
    public void ValidateConfiguration()
    {
        if (Problem(options.Value) is { } problem) throw new OrleansConfigurationException($"{nameof(WriteOnceNodeOptions)}: {problem}");
    }

    internal static string? Problem(WriteOnceNodeOptions options)
    {
        if (string.IsNullOrWhiteSpace(options.Node)) return $"{nameof(options.Node)}, the name of this node, must be given.";
        if (string.IsNullOrWhiteSpace(options.DataDirectory)) return $"{nameof(options.DataDirectory)} must be given.";
        if (options.Acceptors is not (3 or 5)) return $"{nameof(options.Acceptors)} must be 3 or 5; it is {options.Acceptors}.";
        if (options.ConnectionsMax is < 8 or > 1_000_000) return $"{nameof(options.ConnectionsMax)} must be between 8 and 1000000; it is {options.ConnectionsMax}.";
        if (options.StartTimeout < TimeSpan.Zero || options.StartTimeout > TimeSpan.FromHours(1))
            return $"{nameof(options.StartTimeout)} must be between zero and 1 hour; it is {options.StartTimeout}.";
        if (NodePorts.Problem(options.Nodes) is { } problem) return $"{nameof(options.Nodes)}: {problem}";
        if (!options.Nodes.TryGetValue(options.Node, out var own))
            return $"{nameof(options.Nodes)} ({string.Join(", ", options.Nodes.Keys)}) does not have this node, '{options.Node}'.";
        try
        {
            _ = new ClusterLayout([.. options.Nodes.Keys], options.Acceptors);
            _ = NodePorts.Parse(own).Resolve();
            return null;
        }
        catch (ArgumentException exception)
        {
            return $"{nameof(options.Nodes)}: {exception.Message}";
        }
        catch (SocketException exception)
        {
            return $"{nameof(options.Nodes)}: the host of '{options.Node}' ({own}) has no address: {exception.Message}";
        }
    }
}
