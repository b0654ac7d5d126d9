using System.Text.Json;
using Actors.Paxos;

namespace Actors;

/// <summary>
/// Rung three: one node keeps the value in its memory, and everybody asks it. Right on many nodes as long as none fails. What breaks it
/// is the coordinator's crash: callers fail, and its memory is gone.
/// </summary>
/// <param name="grains">The cluster.</param>
/// <param name="key">The register.</param>
/// <param name="json">How values are written; null: camelCase JSON.</param>
public sealed class CoordinatorWriteOnce<T>(IGrainFactory grains, RegisterKey key, JsonSerializerOptions? json = null)
    : RegisterWriteOnce<T>(new CoordinatorRegisters(grains), key, json);
