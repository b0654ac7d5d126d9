using Actors.Log.KeyValues;

namespace Actors.Log.Tests;

/// <summary>What a map keeps in memory. Alone in its process while it measures.</summary>
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
[Collection(nameof(MemoryTests))]
public sealed class MemoryTests
{
    private const int Values = 1_000, Bytes = 40_000, Else = 8 * 1024 * 1024;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task A_map_keeps_at_most_twice_what_it_holds()
    {
        var registers = new MemoryRegisters();
        await using (var writer = new KeyValueMap(registers))
            for (var i = 0; i < Values; i++) await writer.ChangeAsync(new KeyValueCommand($"{i}", new byte[Bytes]), Token);
        // The log is there before. What a map reads of it is not the same objects, as if it came from another node.
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await using var reader = new KeyValueMap(registers);
        Assert.NotNull(await reader.GetAsync("0", Token));
        var kept = GC.GetTotalMemory(forceFullCollection: true) - before;
        Assert.InRange(kept, Values * Bytes / 2, (2L * Values * Bytes) + Else);
    }

    [Fact(Timeout = 300_000)]
    public async Task A_map_that_is_overwritten_keeps_the_last_values_only()
    {
        var registers = new MemoryRegisters();
        await using (var writer = new KeyValueMap(registers))
            for (var i = 0; i < Values; i++) await writer.ChangeAsync(new KeyValueCommand($"{i % 10}", new byte[Bytes]), Token);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await using var reader = new KeyValueMap(registers);
        Assert.NotNull(await reader.GetAsync("0", Token));
        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, 0, Else);
    }
}
