using Microsoft.Extensions.Options;

namespace Actors.Server.Hosting;

/// <summary>Stops a client with a wrong configuration before it connects.</summary>
internal sealed class WriteOnceClientOptionsValidator(IOptions<WriteOnceClientOptions> options) : IConfigurationValidator
{
    private static readonly TimeSpan OperationTimeoutMax = TimeSpan.FromDays(1);

    public void ValidateConfiguration()
    {
        if (Problem(options.Value) is { } problem) throw new OrleansConfigurationException($"{nameof(WriteOnceClientOptions)}: {problem}");
    }

    internal static string? Problem(WriteOnceClientOptions options) =>
        options.Nodes.Count == 0 ? $"{nameof(options.Nodes)} must name at least one node."
        : NodePorts.Problem(options.Nodes) is { } problem ? $"{nameof(options.Nodes)}: {problem}"
        : options.OperationTimeout <= TimeSpan.Zero || options.OperationTimeout > OperationTimeoutMax
            ? $"{nameof(options.OperationTimeout)} must be more than 0 and at most {OperationTimeoutMax}; it is {options.OperationTimeout}."
        : null;
}
