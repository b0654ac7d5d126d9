using Actors.Log.KeyValues;
using Actors.Log.Machines;

namespace Actors.Log.Tests;

public sealed class KeyValueTests
{
    private readonly MemoryRegisters _registers = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_value_is_changed_only_on_its_condition()
    {
        await using var map = Map();
        Assert.Null(await map.GetAsync("k", Token));
        Assert.Equal(new KeyValueResult(false, null, false), await map.ChangeAsync(Set("k", 1) with { IfVersion = 1 }, Token));
        Assert.Equal(new KeyValueResult(true, 1, false), await map.ChangeAsync(Set("k", 1) with { IfAbsent = true }, Token));
        Assert.Equal(new KeyValueResult(false, 1, true), await map.ChangeAsync(Set("k", 2) with { IfAbsent = true }, Token));
        Assert.Equal(new KeyValueResult(false, 1, true), await map.ChangeAsync(Set("k", 2) with { IfVersion = 9 }, Token));
        Assert.Equal(new KeyValueResult(true, 2, true), await map.ChangeAsync(Set("k", 2) with { IfVersion = 1 }, Token));
        var item = await map.GetAsync("k", Token);
        Assert.Equal([2], item!.Value);
        Assert.Equal(("application/octet-stream", 2L), (item.ContentType, item.Version));
        Assert.Equal(new KeyValueResult(false, 2, true), await map.ChangeAsync(new KeyValueCommand("k", null, IfVersion: 1), Token));
        Assert.Equal(new KeyValueResult(true, null, true), await map.ChangeAsync(new KeyValueCommand("k", null, IfVersion: 2), Token));
        Assert.Null(await map.GetAsync("k", Token));
        Assert.Equal(new KeyValueResult(true, null, false), await map.ChangeAsync(new KeyValueCommand("k", null), Token));
        // A version is never given again, not to an item that was removed and made anew either.
        Assert.Equal(new KeyValueResult(true, 3, false), await map.ChangeAsync(Set("k", 1), Token));
    }

    [Fact(Timeout = 60_000)]
    public async Task Of_those_who_change_one_version_exactly_one_does()
    {
        KeyValueMap[] maps = [Map(), Map(), Map()];
        async Task IncrementAsync(KeyValueMap map)
        {
            for (var done = 0; done < 20;)
            {
                var item = await map.GetAsync("n", Token);
                var next = Set("n", (byte)((item?.Value[0] ?? 0) + 1)) with { IfVersion = item?.Version, IfAbsent = item is null };
                if ((await map.ChangeAsync(next, Token)).Done) done++;
            }
        }
        await Task.WhenAll(maps.Select(IncrementAsync));
        foreach (var map in maps)
        {
            Assert.Equal(60, (await map.GetAsync("n", Token))!.Value[0]);
            await map.DisposeAsync();
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task All_of_it_is_there_after_snapshots()
    {
        await using (var map = Map())
            for (var i = 0; i < 200; i++) await map.ChangeAsync(Set($"{i % 20}", (byte)i), Token);
        await using var anew = Map();
        for (var i = 0; i < 20; i++) Assert.Equal(180 + i, (await anew.GetAsync($"{i}", Token))!.Value.Single());
    }

    [Fact]
    public async Task What_is_too_long_is_refused()
    {
        await using var map = Map();
        await Assert.ThrowsAsync<ArgumentException>(() => map.ChangeAsync(Set("", 1), Token));
        await Assert.ThrowsAsync<ArgumentException>(() => map.ChangeAsync(Set(new string('k', KeyValueMap.KeyMax + 1), 1), Token));
        await Assert.ThrowsAsync<ArgumentException>(() => map.ChangeAsync(new KeyValueCommand("k", new byte[KeyValueMap.ValueBytesMax + 1]), Token));
        Assert.True((await map.ChangeAsync(new KeyValueCommand(new string('k', KeyValueMap.KeyMax), new byte[KeyValueMap.ValueBytesMax]), Token)).Done);
    }

    private KeyValueMap Map() => new(_registers, options: new StateMachineOptions { SnapshotDistance = 16 });

    private static KeyValueCommand Set(string key, byte value) => new(key, [value], "application/octet-stream");
}
