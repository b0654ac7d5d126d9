using System.Text.Json;
using Actors.Paxos;

namespace Actors.Registers;

/// <summary>From bytes to values.</summary>
public static class RegistersExtensions
{
    /// <summary>The write-once variable of a key. Cheap: keep it or make it again.</summary>
    /// <param name="registers">The cluster.</param>
    /// <param name="key">1 to 512 bytes of UTF-8. The type of the value is not part of the name.</param>
    /// <param name="json">How values are written: JSON, <c>application/json</c>. Default: camelCase, as over HTTP.</param>
    public static IWriteOnce<T> WriteOnce<T>(this IRegisters registers, string key, JsonSerializerOptions? json = null) =>
        new PaxosWriteOnce<T>(registers, new RegisterKey(key), json);
}
