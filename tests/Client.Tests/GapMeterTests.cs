using Actors.Client.Torture;

namespace Actors.Client.Tests;

public sealed class GapMeterTests
{
    private const long Ms = 1_000_000;

    private readonly GapMeter _meter = new();

    [Fact]
    public void Without_a_decision_all_of_the_run_is_a_gap() => Expect(50, 0, 50);

    [Fact]
    public void The_longest_gap_is_kept()
    {
        foreach (var decision in (long[])[5, 20, 22]) _meter.OnDecision(decision * Ms);
        Expect(15, 5, 30);
    }

    [Fact]
    public void The_present_gap_counts()
    {
        _meter.OnDecision(5 * Ms);
        Expect(45, 5, 50);
    }

    [Fact]
    public void Nothing_is_expected_of_a_node_that_was_killed()
    {
        _meter.OnDecision(5 * Ms);
        _meter.Pause(12 * Ms);
        _meter.OnDecision(13 * Ms);
        Expect(7, 5, 100);
        long? resumed = null;
        _meter.Resume(now => resumed = now);
        Expect(7, 5, 1000);
        _meter.OnDecision(1000 * Ms);
        Assert.Equal(1000 * Ms, resumed);
        _meter.OnDecision(1003 * Ms);
        Expect(7, 5, 1005);
        Expect(17, 1003, 1020);
    }

    [Fact]
    public void Decisions_may_be_counted_out_of_order()
    {
        _meter.OnDecision(10 * Ms);
        _meter.OnDecision(9 * Ms);
        Expect(10, 0, 15);
    }

    [Fact]
    public void A_lap_has_the_longest_gap_that_touches_it()
    {
        _meter.OnDecision(40 * Ms);
        Assert.Equal(40, _meter.Lap(45 * Ms).TotalMilliseconds);
        _meter.OnDecision(50 * Ms);
        _meter.OnDecision(57 * Ms);
        Assert.Equal(10, _meter.Lap(60 * Ms).TotalMilliseconds);
        _meter.Pause(60 * Ms);
        Assert.Equal(3, _meter.Lap(99 * Ms).TotalMilliseconds);
        Assert.Equal(0, _meter.Lap(99 * Ms).TotalMilliseconds);
        Expect(40, 0, 99);
    }

    private void Expect(long length, long start, long now) =>
        Assert.Equal(new Gap(TimeSpan.FromMilliseconds(length), TimeSpan.FromMilliseconds(start)), _meter.Longest(now * Ms));
}
