using System.Net.Sockets;
using Actors.Clustering.Hosting;
using Actors.Engine;
using Actors.Grains.Hosting;
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
        // The names are those of the parts, whose validators know the rest.
        if ((WriteOnceOptionsValidator.AcceptorsProblem(options.Acceptors)
            ?? WriteOnceClusteringOptionsValidator.ConnectionsProblem(options.ConnectionsMax)
            ?? WriteOnceOptionsValidator.StartTimeoutProblem(options.StartTimeout)) is { } part) return part;
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
