using System.Text.Json.Serialization;

namespace Actors.Bench.Growth;

/// <summary>What many stored registers cost.</summary>
/// <param name="Registers">How many are stored on each node.</param>
/// <param name="EmptyOpsS">Decisions a second with an empty store.</param>
/// <param name="OpsS">The same with the full one.</param>
/// <param name="StartS">How long a node that was killed takes from its start to its first vote, the others running.</param>
/// <param name="MemoryMiB">The most memory that a node had resident since its start, reads of all its registers at random included.</param>
/// <param name="BytesPerRegister">What a register takes on the disk once the store has settled.</param>
internal sealed record GrowthResult(
    [property: JsonPropertyName("registers")] int Registers,
    [property: JsonPropertyName("empty_ops_s")] double EmptyOpsS,
    [property: JsonPropertyName("ops_s")] double OpsS,
    [property: JsonPropertyName("start_s")] double StartS,
    [property: JsonPropertyName("memory_mib")] double MemoryMiB,
    [property: JsonPropertyName("bytes_per_register")] double BytesPerRegister);
