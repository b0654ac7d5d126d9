using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Actors.Log.KeyValues;
using Actors.Log.Machines;

namespace Actors.Log.Tests;

/// <summary>
/// What a map keeps in memory: what a collection finds more of while the map is there than after it was released. The registers under it are there both times, so
/// they do not count. No other test runs meanwhile.
/// </summary>
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
[Collection(nameof(MemoryTests))]
public sealed class MemoryTests
{
    private const int Values = 600, Payload = Values * KeyValueMap.ValueBytesMax;

    private readonly MemoryRegisters _registers = new();
    private int _hashes;

    public MemoryTests() => _registers.Instead = key =>
    {
        if (key.Value.Contains("states", StringComparison.Ordinal)) Interlocked.Increment(ref _hashes);
        return null;
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task A_map_that_is_written_takes_at_most_twice_its_values() => AssertRetains(Payload, await RetainedAsync(map => WriteAsync(map, times: 1)));

    [Fact(Timeout = 300_000)]
    public async Task A_map_that_is_overwritten_takes_no_more_than_before() => AssertRetains(Payload, await RetainedAsync(map => WriteAsync(map, times: 3)));

    [Fact(Timeout = 300_000)]
    public async Task A_map_that_follows_another_takes_at_most_twice_its_values()
    {
        await using var writer = Map();
        AssertRetains(Payload, await RetainedAsync(async map =>
        {
            await map.GetAsync("0", Token);
            await WriteAsync(writer, times: 2, maps: 2);
            Assert.NotNull(await map.GetAsync("0", Token));
        }));
    }

    [Fact(Timeout = 300_000)]
    public async Task A_map_that_begins_with_a_snapshot_takes_at_most_twice_its_values()
    {
        await using (var writer = Map()) await WriteAsync(writer, times: 2);
        AssertRetains(Payload, await RetainedAsync(async map => Assert.NotNull(await map.GetAsync("0", Token))));
    }

    [Fact(Timeout = 300_000)]
    public async Task A_snapshot_under_way_takes_its_own_size_and_no_more()
    {
        var begun = new TaskCompletionSource();
        _registers.Instead = key =>
        {
            if (!key.Value.Contains("snapshots", StringComparison.Ordinal)) return null;
            _registers.Open = new TaskCompletionSource().Task;
            begun.TrySetResult();
            return null;
        };
        var retained = await RetainedAsync(async map =>
        {
            await ChangeAllAsync(map, Value);
            await begun.Task;
        });
        Assert.InRange(retained, Payload * 19L / 10, Payload * 5L / 2);
    }

    [Fact(Timeout = 300_000)]
    public async Task A_map_that_is_emptied_keeps_nothing_of_its_values()
    {
        var retained = await RetainedAsync(async map =>
        {
            await WriteAsync(map, times: 1);
            await ChangeAllAsync(map, () => null);
            await SnapshotsAsync(2, maps: 1);
        });
        Assert.InRange(retained, long.MinValue, Payload / 10);
    }

    // Less than the values themselves would say that something else was measured.
    private static void AssertRetains(long payload, long retained) => Assert.InRange(retained, payload * 9 / 10, 2 * payload);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task<long> RetainedAsync(Func<KeyValueMap, Task> use)
    {
        // What a method has once looked at may live as long as the method: so the map is used, and released, in others.
        var map = new StrongBox<KeyValueMap?>(Map());
        await UseAsync(map, use);
        var with = await SettledAsync();
        await ReleaseAsync(map);
        return with - await SettledAsync();
    }

    private static Task UseAsync(StrongBox<KeyValueMap?> map, Func<KeyValueMap, Task> use) => use(map.Value!);

    private static async Task ReleaseAsync(StrongBox<KeyValueMap?> map)
    {
        await map.Value!.DisposeAsync();
        map.Value = null;
    }

    /// <summary>The heap once nothing is under way any more, such as a snapshot: two looks in a row find the same.</summary>
    private static async Task<long> SettledAsync()
    {
        for (var before = long.MaxValue; ;)
        {
            var now = GC.GetTotalMemory(forceFullCollection: true);
            if (Math.Abs(before - now) < Payload / 100) return now;
            before = now;
            await Task.Delay(TimeSpan.FromMilliseconds(500), Token);
        }
    }

    private async Task WriteAsync(KeyValueMap map, int times, int maps = 1)
    {
        for (var time = 1; time <= times; time++)
        {
            await ChangeAllAsync(map, Value);
            await SnapshotsAsync(time, maps);
        }
    }

    private static async Task ChangeAllAsync(KeyValueMap map, Func<byte[]?> value)
    {
        for (var i = 0; i < Values; i++)
            Assert.True((await map.ChangeAsync(new KeyValueCommand(i.ToString(CultureInfo.InvariantCulture), value()), Token)).Done);
    }

    /// <summary>Completes when so many snapshots are written, and each map has compared its state with theirs: nothing is under way then.</summary>
    private async Task SnapshotsAsync(int count, int maps)
    {
        while (_hashes < count * maps || _registers.Decided.Values.Count(register => register.Value.ContentType == SnapshotStore.ManifestType) < count)
            await Task.Delay(20, Token);
    }

    private KeyValueMap Map() => new(_registers, options: new StateMachineOptions { SnapshotDistance = Values, Trim = false });

    // A snapshot is compressed, and these values cannot be.
    private static byte[] Value() => RandomNumberGenerator.GetBytes(KeyValueMap.ValueBytesMax);
}
