using Actors.Figures;
using Actors.Pages.Cluster;

namespace Actors.Pages.Tests;

/// <summary>What the small plots are drawn from.</summary>
public sealed class NodeHistoryTests
{
    [Fact]
    public void Two_looks_are_a_rate_and_a_silence_is_a_gap()
    {
        var node = new NodeHistory("n1");
        Assert.Null(node.Rates);
        node.Add(Report(1, 10));
        Assert.Null(node.Rates);
        node.Add(Report(2, 14));
        node.Add(new NodeReport("n1", "It is gone.", null));
        node.Add(Report(1, 0));
        node.Add(Report(2, 1));
        Assert.Equal([null, 4, null, null, 1], node.Series(rates => rates.DecisionsPerSecond));
        Assert.Equal([7, 7, null, 7, 7], node.StoreSizes());
        Assert.Equal(1, node.Rates!.DecisionsPerSecond);
    }

    [Fact]
    public void Old_looks_are_forgotten()
    {
        var node = new NodeHistory("n1");
        for (var i = 0; i < NodeHistory.Length + 5; i++) node.Add(Report(i + 1, i * i));
        var series = node.Series(rates => rates.DecisionsPerSecond);
        Assert.Equal(NodeHistory.Length, series.Count);
        Assert.Equal(9, series[0]);
    }

    [Theory]
    [InlineData(0.000_000_4, "0 µs")]
    [InlineData(0.000_4567, "457 µs")]
    [InlineData(0.001_26, "1.3 ms")]
    [InlineData(0.5678, "568 ms")]
    [InlineData(12.34, "12.3 s")]
    public void Durations_have_few_digits(double seconds, string text) => Assert.Equal(text, FigureText.Seconds(seconds));

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(1023, "1023 B")]
    [InlineData(1536, "1.5 KiB")]
    [InlineData(50.0 * 1024 * 1024, "50 MiB")]
    [InlineData(3e15, "2728 TiB")]
    public void Sizes_have_a_unit(double bytes, string text) => Assert.Equal(text, FigureText.Bytes(bytes));

    [Theory]
    [InlineData(9, "9 s")]
    [InlineData(75, "1 min 15 s")]
    [InlineData(3_700, "1 h 1 min")]
    [InlineData(100_000, "1 d 3 h")]
    public void Spans_have_two_units(int seconds, string text) => Assert.Equal(text, FigureText.Duration(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Rates_and_shares_are_written_short() =>
        Assert.Equal(["0.3", "12,346", "98 %"], [FigureText.Rate(0.29), FigureText.Rate(12_345.6), FigureText.Share(0.98)]);

    private static NodeReport Report(int second, long decisions) => new("n1", null, new NodeFigures(
        TimeSpan.FromSeconds(second), null, [], decisions, 0, 0, 0, [], 0, TimeSpan.Zero, 0, 0, 0, 0, 0, 7, 3));
}
