namespace Actors.Client.Tests;

public sealed class UserOfTheDayCommandTests
{
    private readonly CommandLine _client = new();

    [Fact]
    public async Task From_an_empty_list_nobody_is_picked()
    {
        Assert.Equal(1, await _client.RunAsync("user-of-the-day"));
        Assert.Empty(_client.Output);
        Assert.StartsWith("undecided: Nobody is user of 2026-03-04 yet, and nobody is on the list.", _client.Error, StringComparison.Ordinal);
        Assert.Equal(0, await _client.RunAsync("user-of-the-day", "--users", "anna"));
        Assert.Equal("anna\n", _client.Output);
        Assert.Equal(0, await _client.RunAsync("user-of-the-day", "--users", "bert,cleo"));
        Assert.Equal("anna\n", _client.Output);
    }

    [Fact]
    public async Task By_default_somebody_of_the_list_is_picked()
    {
        await _client.RunAsync("user", "add", "anna");
        Assert.Equal(0, await _client.RunAsync("user-of-the-day"));
        Assert.Equal("anna\n", _client.Output);
        await _client.RunAsync("user", "remove", "anna");
        Assert.Equal(0, await _client.RunAsync("user-of-the-day"));
        Assert.Equal("anna\n", _client.Output);
    }

    [Fact]
    public async Task Each_day_has_its_own()
    {
        await _client.RunAsync("user-of-the-day", "--users", "anna");
        var (exitCode, json) = await _client.RunJsonAsync("user-of-the-day", "--users", "bert", "--date", "2026-03-03");
        Assert.Equal(0, exitCode);
        Assert.Equal("""{"date":"2026-03-03","user":"bert"}""", json.GetRawText());
        Assert.Equal(0, await _client.RunAsync("register", "get", "user-of-the-day/2026-03-04"));
        Assert.Equal("\"anna\"\n", _client.Output);
    }
}
