using System.Globalization;

namespace Actors.Client.Tests;

/// <summary>Commands read and write numbers and dates in one way, whatever the machine is set to.</summary>
public sealed class CultureTests
{
    private readonly CommandLine _client = new();

    public CultureTests() => CultureInfo.CurrentCulture = Elsewhere();

    [Fact]
    public async Task Dates_are_written_as_everywhere()
    {
        Assert.Equal(0, await _client.RunAsync("lock", "acquire", "job", "--owner", "anna", "--lease", "2.5"));
        Assert.Equal("anna holds it with token 1 until 2026-03-04 05:06:09.500Z\n", _client.Output);
        await _client.RunAsync("order", "place", "--id", "17", "--customer", "anna", "--item", "tea:2");
        Assert.Equal(0, await _client.RunAsync("order", "ship", "17"));
        Assert.Equal("done: order 17 of anna: 2 x tea; Shipped since 2026-03-04 05:06:07Z\n", _client.Output);
        Assert.Equal(2, await _client.RunAsync("user-of-the-day", "--date", "2026-03-05"));
        Assert.Contains("2026-03-05 has not begun: today is 2026-03-04, UTC.", _client.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Numbers_are_read_and_written_as_everywhere()
    {
        Assert.Equal(2, await _client.RunAsync("lock", "acquire", "job", "--owner", "anna", "--lease", "2,5"));
        await _client.RunAsync("register", "get", "k", "--timeout", "2.5");
        Assert.Equal(TimeSpan.FromSeconds(2.5), _client.Connector.Patience!.Call);
        Assert.Equal(2, await _client.RunAsync("register", "get", "k", "--timeout", "-2.5"));
        Assert.Equal(2, await _client.RunAsync("kv", "get", "k", "--timeout", "100000"));
        Assert.Contains("up to 86400.", _client.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_caller_keeps_its_own()
    {
        await _client.RunAsync("register", "get", "k");
        Assert.Equal(",", CultureInfo.CurrentCulture.NumberFormat.NumberDecimalSeparator);
    }

    /// <summary>As in many places of the world; its data may not be on this machine.</summary>
    private static CultureInfo Elsewhere()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        (culture.NumberFormat.NumberDecimalSeparator, culture.NumberFormat.NumberGroupSeparator, culture.NumberFormat.NegativeSign) = (",", ".", "\u2212");
        (culture.DateTimeFormat.TimeSeparator, culture.DateTimeFormat.DateSeparator) = (".", "/");
        return culture;
    }
}
