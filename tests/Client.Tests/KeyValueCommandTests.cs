using Actors.Client.Output;
using Actors.Log.Machines;

namespace Actors.Client.Tests;

public sealed class KeyValueCommandTests
{
    private readonly CommandLine _client = new();

    [Fact]
    public async Task A_value_changes_on_its_condition()
    {
        Assert.Equal(1, await _client.RunAsync("kv", "get", "config"));
        Assert.Equal(0, await _client.RunAsync("kv", "set", "config", "v1", "--if-absent"));
        Assert.Equal("set: it has version 1\n", _client.Output);
        Assert.Equal(1, await _client.RunAsync("kv", "set", "config", "v2", "--if-absent"));
        Assert.Contains("version 1", _client.Error);
        Assert.Equal(1, await _client.RunAsync("kv", "set", "config", "v2", "--if-version", "7"));
        Assert.Equal(0, await _client.RunAsync("kv", "set", "config", "v2", "--if-version", "1"));
        var (exitCode, json) = await _client.RunJsonAsync("kv", "get", "config");
        Assert.Equal(0, exitCode);
        Assert.Equal("""{"key":"config","value":"v2","contentType":"text/plain","version":2}""", json.GetRawText());
        Assert.Equal(1, await _client.RunAsync("kv", "delete", "config", "--if-version", "1"));
        Assert.Equal(0, await _client.RunAsync("kv", "delete", "config", "--if-version", "2"));
        Assert.Equal(1, await _client.RunAsync("kv", "delete", "config"));
        Assert.Equal(2, await _client.RunAsync("kv", "set", "config", new string('x', 50_000)));
    }

    [Fact]
    public void A_full_map_is_told_by_name_and_exit_code()
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var answer = Failures.Of(new QuotaExceededException("kv", MachineQuota.Default.Bytes, MachineQuota.Default.Keys), "");
        answer.Write(new Terminal(output, error, () => new MemoryStream(), () => new MemoryStream(), false, false), asJson: false);
        Assert.Equal(1, answer.ExitCode);
        Assert.StartsWith("quota-exceeded: ", error.ToString(), StringComparison.Ordinal);
    }
}
