using System.Text.Json;
using Actors.Paxos;
using Actors.Registers;

namespace Actors;

/// <summary>
/// Rung four, the product: right with any minority of nodes down, any network, any restart. What it cannot do is answer without a
/// majority: then calls fail clearly, and nothing decided ever changes.
/// </summary>
/// <param name="registers">The cluster's registers.</param>
/// <param name="key">The register.</param>
/// <param name="json">How values are written; null: camelCase JSON.</param>
public sealed class PaxosWriteOnce<T>(IRegisters registers, RegisterKey key, JsonSerializerOptions? json = null)
    : RegisterWriteOnce<T>(registers, key, json);
