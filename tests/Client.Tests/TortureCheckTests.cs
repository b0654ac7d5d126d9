namespace Actors.Client.Tests;

public sealed class TortureCheckTests
{
    private const string
        Red = """{"client":1,"op":"propose","key":"k","input":"red","output":"red","call":1,"return":4}""",
        SeesRed = """{"client":2,"op":"read","key":"k","input":null,"output":"red","call":5,"return":6}""",
        SeesNothing = """{"client":3,"op":"read","key":"k","input":null,"output":null,"call":7,"return":8}""",
        Unknown = """{"client":3,"op":"propose","key":"k","input":"blue","output":null,"call":7,"return":null}""";

    private readonly CommandLine _client = new();

    [Fact]
    public async Task A_good_history_is_said_to_be_good()
    {
        Assert.Equal(0, await CheckAsync(SeesRed, "", Red, Unknown));
        Assert.Equal("linearizable: 3 calls to 1 registers, 1 of unknown outcome\n", _client.Output);
        Assert.Empty(_client.Connector.Asked);
    }

    [Fact]
    public async Task The_calls_that_contradict_each_other_are_shown()
    {
        Assert.Equal(1, await CheckAsync(SeesRed, Unknown, Red, SeesNothing));
        Assert.Equal(
            $"NOT LINEARIZABLE: k: a read that began at 7 saw nothing, but 'red' was known at 4\n  {Red}\n  {SeesNothing}\n"
            + "not linearizable: 1 of 1 registers are wrong (4 calls to 1 registers, 1 of unknown outcome).\n",
            _client.Error);
        Assert.Empty(_client.Output);
    }

    [Fact]
    public async Task A_line_that_is_no_call_is_bad_usage()
    {
        Assert.Equal(2, await CheckAsync(Red, "", """{"client":2}"""));
        Assert.Contains(", line 3: ", _client.Error, StringComparison.Ordinal);
        Assert.Single(_client.Error.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_bad_usage()
    {
        Assert.Equal(2, await _client.RunAsync("torture", "--check", "no-such-file.jsonl"));
        Assert.StartsWith("usage: The history cannot be read: ", _client.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_history_that_cannot_be_written_is_bad_usage()
    {
        Assert.Equal(2, await _client.RunAsync("torture", "--history", "no-such-directory/history.jsonl"));
        Assert.StartsWith("usage: The history cannot be written: ", _client.Error, StringComparison.Ordinal);
        Assert.Empty(_client.Connector.Asked);
    }

    private async Task<int> CheckAsync(params string[] lines)
    {
        using var file = new TempFile(string.Join('\n', lines) + "\n");
        return await _client.RunAsync("torture", "--check", file.Path);
    }
}
