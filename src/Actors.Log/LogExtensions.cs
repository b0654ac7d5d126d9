using System.Text.Json;
using Actors.Registers;

namespace Actors.Log;

/// <summary>From registers to logs.</summary>
public static class LogExtensions
{
    /// <summary>The log of a name. One object for a process is best; what it has under way ends with it.</summary>
    /// <param name="registers">The cluster, as a node or a client sees it.</param>
    /// <param name="name">1 to 491 bytes of UTF-8. The type of the entries is not part of the name.</param>
    /// <param name="options">The defaults if null.</param>
    /// <param name="json">How entries are written. Default: camelCase.</param>
    /// <exception cref="ArgumentException">The name or the options are not valid.</exception>
    public static IReplicatedLog<T> Log<T>(this IRegisters registers, string name, LogOptions? options = null, JsonSerializerOptions? json = null)
    {
        options ??= new LogOptions();
        options.Validate();
        return new ReplicatedLog<T>(registers, name, options, StrictJson.Of(json));
    }
}
