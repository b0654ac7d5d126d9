namespace Actors.Client.Tests;

public sealed class UserOfTheDayCommandTests
{
    private readonly CommandLine _client = new();

    [Fact]
    public async Task Nobody_is_proposed_unless_asked_for()
    {
        Assert.Equal(1, await _client.RunAsync("user-of-the-day"));
        Assert.Empty(_client.Output);
        Assert.Equal(0, await _client.RunAsync("user-of-the-day", "--users", "anna"));
        Assert.Equal("anna\n", _client.Output);
        Assert.Equal(0, await _client.RunAsync("user-of-the-day", "--users", "bert,cleo"));
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
