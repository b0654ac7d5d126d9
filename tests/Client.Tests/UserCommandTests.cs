namespace Actors.Client.Tests;

public sealed class UserCommandTests
{
    private readonly CommandLine _client = new();

    [Fact]
    public async Task Users_are_put_on_the_list_and_taken_off()
    {
        Assert.Equal(0, await _client.RunAsync("user", "list"));
        Assert.Empty(_client.Output);
        Assert.StartsWith("empty: ", _client.Error, StringComparison.Ordinal);
        Assert.Equal(0, await _client.RunAsync("user", "add", "anna"));
        Assert.Equal("added: anna\n", _client.Output);
        Assert.Equal(0, await _client.RunAsync("user", "add", "anna"));
        Assert.Equal("there already: anna\n", _client.Output);
        await _client.RunAsync("user", "add", "bert");
        Assert.Equal(0, await _client.RunAsync("user", "list"));
        Assert.Equal("anna\nbert\n", _client.Output);
        Assert.Equal(0, await _client.RunAsync("user", "remove", "anna"));
        Assert.Equal("removed: anna\n", _client.Output);
        Assert.Equal(1, await _client.RunAsync("user", "remove", "anna"));
        Assert.Equal("missing: 'anna' is not on the list.\n", _client.Error);
        var (exitCode, json) = await _client.RunJsonAsync("user", "list");
        Assert.Equal((0, """{"users":["bert"]}"""), (exitCode, json.GetRawText()));
    }
}
