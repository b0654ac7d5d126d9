using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using Actors.Log.KeyValues;
using Actors.Log.Machines;

namespace Actors.Log.Tests;

/// <summary>
/// What a map keeps in memory, in times of its values: what a collection finds more of while the map is there than after it was released. The registers under it are
/// there both times, so they do not count. No other test runs meanwhile, but earlier ones may release memory late: so what seems too much is measured again.
/// </summary>
[CollectionDefinition(nameof(MemoryTests), DisableParallelization = true)]
[Collection(nameof(MemoryTests))]
public sealed class MemoryTests
{
    private const int Values = 600, AttemptsMax = 5;
    private const double Payload = Values * KeyValueMap.ValueBytesMax;

    private MemoryRegisters _registers = new();
    private int _hashes;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 600_000)]
    public Task A_map_that_is_written_takes_at_most_twice_its_values() => AssertRetainsAsync(0.9, 2, map => WriteAsync(map, times: 1));

    [Fact(Timeout = 600_000)]
    public Task A_map_that_is_overwritten_takes_no_more_than_before() => AssertRetainsAsync(0.9, 2, map => WriteAsync(map, times: 3));

    [Fact(Timeout = 600_000)]
    public Task A_map_that_follows_another_takes_at_most_twice_its_values() => AssertRetainsAsync(0.9, 2, async map =>
    {
        await map.GetAsync("0", Token);
        await using var writer = Map();
        await WriteAsync(writer, times: 2, maps: 2);
        Assert.NotNull(await map.GetAsync("0", Token));
    });

    [Fact(Timeout = 600_000)]
    public Task A_map_that_begins_with_a_snapshot_takes_at_most_twice_its_values() => AssertRetainsAsync(0.9, 2, async map =>
    {
        await using (var writer = Map()) await WriteAsync(writer, times: 2);
        Assert.NotNull(await map.GetAsync("0", Token));
    });

    [Fact(Timeout = 600_000)]
    public Task A_snapshot_under_way_takes_its_own_size_and_no_more() => AssertRetainsAsync(1.9, 2.5, async map =>
    {
        var begun = new TaskCompletionSource();
        _registers.Instead = key =>
        {
            if (!key.Value.Contains("snapshots", StringComparison.Ordinal)) return null;
            _registers.Open = new TaskCompletionSource().Task;
            begun.TrySetResult();
            return null;
        };
        await ChangeAllAsync(map, Value);
        await begun.Task;
    });

    [Fact(Timeout = 600_000)]
    public Task A_map_that_is_emptied_keeps_nothing_of_its_values() => AssertRetainsAsync(-0.1, 0.1, async map =>
    {
        await WriteAsync(map, times: 1);
        await ChangeAllAsync(map, () => null);
        await SnapshotsAsync(2, maps: 1);
    });

    private async Task AssertRetainsAsync(double least, double most, Func<KeyValueMap, Task> use)
    {
        for (var attempt = 1; ; attempt++)
        {
            Begin();
            var retained = await RetainedAsync(use) / Payload;
            if (attempt < AttemptsMax && (retained < least || retained > most)) continue;
            Assert.InRange(retained, least, most);
            return;
        }
    }

    private void Begin()
    {
        (_registers, _hashes) = (new MemoryRegisters(), 0);
        _registers.Instead = key =>
        {
            if (key.Value.Contains("states", StringComparison.Ordinal)) Interlocked.Increment(ref _hashes);
            return null;
        };
    }

    private async Task<double> RetainedAsync(Func<KeyValueMap, Task> use)
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

    /// <summary>The heap once what earlier tests have left is gone: two looks in a row find the same.</summary>
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

    /// <summary>Completes when so many snapshots are written, and each map has compared its state with theirs: no more is under way then.</summary>
    private async Task SnapshotsAsync(int count, int maps)
    {
        while (_hashes < count * maps || _registers.Decided.Values.Count(register => register.Value.ContentType == SnapshotStore.ManifestType) < count)
            await Task.Delay(20, Token);
    }

    private KeyValueMap Map() => new(_registers, options: new StateMachineOptions { SnapshotDistance = Values, Trim = false });

    // A snapshot is compressed, and these values cannot be.
    private static byte[] Value() => RandomNumberGenerator.GetBytes(KeyValueMap.ValueBytesMax);
}
