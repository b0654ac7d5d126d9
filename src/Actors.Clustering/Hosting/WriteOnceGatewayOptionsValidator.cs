using Actors.Clustering.Nodes;
using Microsoft.Extensions.Options;

namespace Actors.Clustering.Hosting;

/// <summary>Stops a client with a wrong configuration before it connects.</summary>
internal sealed class WriteOnceGatewayOptionsValidator(IOptions<WriteOnceGatewayOptions> options) : IConfigurationValidator
{
    public void ValidateConfiguration()
    {
        if (Problem(options.Value) is { } problem) throw new OrleansConfigurationException($"{nameof(WriteOnceGatewayOptions)}: {problem}");
    }

    internal static string? Problem(WriteOnceGatewayOptions options) =>
        options.Nodes.Count == 0 ? $"{nameof(options.Nodes)} must name at least one node."
        : options.Nodes.FirstOrDefault(node => !NodeAddress.TryParse(node, out _)) is { } bad ? $"{nameof(options.Nodes)}: '{bad}' is not host:port."
        : options.Timeout < TimeSpan.FromMilliseconds(10) || options.Timeout > TimeSpan.FromSeconds(30)
            ? $"{nameof(options.Timeout)} must be between 10 ms and 30 s; it is {options.Timeout}."
        : null;
}
