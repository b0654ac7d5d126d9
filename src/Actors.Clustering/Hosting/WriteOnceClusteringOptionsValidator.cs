using System.Text;
using Actors.Clustering.Nodes;
using Actors.Clustering.Transport;
using Actors.Engine.Identity;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Actors.Clustering.Hosting;

/// <summary>Stops a silo with a wrong configuration before it answers anybody.</summary>
internal sealed class WriteOnceClusteringOptionsValidator(
    IOptions<WriteOnceClusteringOptions> options, IOptions<SiloOptions> silo, IOptions<ClusterOptions> cluster) : IConfigurationValidator
{
    /// <summary>With the words around it a register's key has room for this many bytes of it.</summary>
    private const int ClusterIdBytesMax = 256;

    public void ValidateConfiguration()
    {
        if (Problem(options.Value, silo.Value.SiloName, cluster.Value.ClusterId) is { } problem)
            throw new OrleansConfigurationException($"{nameof(WriteOnceClusteringOptions)}: {problem}");
    }

    internal static string? Problem(WriteOnceClusteringOptions options, string node, string clusterId)
    {
        if (string.IsNullOrWhiteSpace(options.DataDirectory)) return $"{nameof(options.DataDirectory)} must be given.";
        if (Encoding.UTF8.GetByteCount(clusterId) is 0 or > ClusterIdBytesMax)
            return $"ClusterOptions.ClusterId must have 1 to {ClusterIdBytesMax} bytes of UTF-8; it is '{clusterId}'.";
        foreach (var (name, address) in options.Nodes)
            if (!NodeAddress.TryParse(address, out _)) return $"{nameof(options.Nodes)}: '{address}' of node '{name}' is not host:port.";
        try
        {
            if (ClusterIdentity.New(clusterId, options.Nodes.Keys).ToLayout().IndexOf(node) < 0)
                return $"{nameof(options.Nodes)} ({string.Join(", ", options.Nodes.Keys)}) does not have this node, '{node}' (SiloOptions.SiloName).";
        }
        catch (ArgumentException exception)
        {
            return exception.Message;
        }
        return Range(nameof(options.OperationTimeout), options.OperationTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1))
            ?? Range(nameof(options.StartTimeout), options.StartTimeout, TimeSpan.Zero, TimeSpan.FromHours(1))
            ?? Range(nameof(options.MessageTimeout), options.MessageTimeout, TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(10))
            ?? Range(nameof(options.ConnectTimeout), options.ConnectTimeout, TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(10))
            ?? ConnectionsProblem(options.ConnectionsMax)
            ?? options.Proposer.Problem(options.OperationTimeout)
            ?? (options.Proposer.BatchSizeMax > Wire.BatchSizeMax
                ? $"{nameof(options.Proposer)}.{nameof(options.Proposer.BatchSizeMax)} must be at most {Wire.BatchSizeMax}; it is {options.Proposer.BatchSizeMax}."
            : options.Proposer.BatchBytesMax > Wire.BatchBytesMax
                ? $"{nameof(options.Proposer)}.{nameof(options.Proposer.BatchBytesMax)} must be at most {Wire.BatchBytesMax}; it is {options.Proposer.BatchBytesMax}."
                : null);
    }

    internal static string? ConnectionsProblem(int most) =>
        most is < 8 or > 1_000_000 ? $"{nameof(WriteOnceClusteringOptions.ConnectionsMax)} must be between 8 and 1000000; it is {most}." : null;

    private static string? Range(string option, TimeSpan value, TimeSpan least, TimeSpan most) =>
        value < least || value > most ? $"{option} must be between {least} and {most}; it is {value}." : null;
}
