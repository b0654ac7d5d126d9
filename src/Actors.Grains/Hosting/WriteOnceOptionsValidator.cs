using Actors.Engine;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Actors.Grains.Hosting;

/// <summary>Stops a silo with a wrong configuration before it answers anybody.</summary>
internal sealed class WriteOnceOptionsValidator(IOptions<WriteOnceOptions> options, IOptions<SiloOptions> silo) : IConfigurationValidator
{
    public void ValidateConfiguration()
    {
        if (Problem(options.Value, silo.Value.SiloName) is { } problem)
            throw new OrleansConfigurationException($"{nameof(WriteOnceOptions)}: {problem}");
    }

    internal static string? Problem(WriteOnceOptions options, string node)
    {
        if (AcceptorsProblem(options.Acceptors) is { } acceptors) return acceptors;
        if (options.OperationTimeout < TimeSpan.FromMilliseconds(100) || options.OperationTimeout > TimeSpan.FromSeconds(25))
            return $"{nameof(options.OperationTimeout)} must be between 100 ms and 25 s; it is {options.OperationTimeout}.";
        if (options.MessageTimeout < TimeSpan.FromMilliseconds(10) || options.MessageTimeout > TimeSpan.FromSeconds(10))
            return $"{nameof(options.MessageTimeout)} must be between 10 ms and 10 s; it is {options.MessageTimeout}.";
        if (StartTimeoutProblem(options.StartTimeout) is { } start) return start;
        try
        {
            if (new ClusterLayout(options.Nodes, options.Acceptors).IndexOf(node) < 0)
                return $"{nameof(options.Nodes)} ({string.Join(", ", options.Nodes)}) does not have this node, '{node}' (SiloOptions.SiloName).";
        }
        catch (ArgumentException exception)
        {
            return exception.Message;
        }
        return options.Proposer.Problem(options.OperationTimeout);
    }

    internal static string? AcceptorsProblem(int acceptors) =>
        acceptors is not (3 or 5) ? $"{nameof(WriteOnceOptions.Acceptors)} must be 3 or 5; it is {acceptors}." : null;

    internal static string? StartTimeoutProblem(TimeSpan timeout) =>
        timeout < TimeSpan.Zero || timeout > TimeSpan.FromHours(1) ? $"{nameof(WriteOnceOptions.StartTimeout)} must be between zero and 1 hour; it is {timeout}." : null;
}
