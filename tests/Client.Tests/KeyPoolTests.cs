using Actors.Client.Torture;

namespace Actors.Client.Tests;

public sealed class KeyPoolTests
{
    private readonly Random _random = new(1);

    [Fact]
    public void Every_fresh_key_but_those_in_play_has_left()
    {
        var pool = new KeyPool(1, keys: 100, callers: 8);
        for (var i = 0; i < 1000; i++) Assert.EndsWith($"/{i}", pool.Fresh(_random).Key.Value, StringComparison.Ordinal);
        Assert.Equal(900, Leaving(pool).Count);
        pool.LeaveAll();
        Assert.Equal(100, Leaving(pool).Count);
    }

    [Fact]
    public void The_old_ones_are_from_any_time_of_the_run()
    {
        var pool = new KeyPool(1, keys: 100, callers: 8);
        for (var i = 0; i < 10_000; i++) pool.Fresh(_random);
        var ages = Enumerable.Range(0, 5000).Select(_ => int.Parse(pool.Old(_random).Key.Value.Split('/')[^1])).Distinct().ToList();
        Assert.Equal(92, ages.Count);
        Assert.InRange(ages.Average(), 4000, 6000);
    }

    [Fact]
    public void The_young_ones_are_the_last()
    {
        var pool = new KeyPool(1, keys: 100, callers: 4);
        for (var i = 0; i < 10; i++) pool.Fresh(_random);
        Assert.All(Enumerable.Range(0, 100), _ => Assert.InRange(int.Parse(pool.Young(_random).Key.Value.Split('/')[^1]), 6, 9));
    }

    private static List<TrackedKey> Leaving(KeyPool pool)
    {
        var left = new List<TrackedKey>();
        while (pool.TakeLeaving() is { } key) left.Add(key);
        return left;
    }
}
