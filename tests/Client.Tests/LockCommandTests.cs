using Actors.Paxos;

namespace Actors.Client.Tests;

public sealed class LockCommandTests
{
    private readonly CommandLine _client = new();

    [Fact]
    public async Task A_lock_is_taken_kept_and_given_back()
    {
        Assert.Equal(1, await _client.RunAsync("lock", "show", "job"));
        Assert.Equal("nobody holds it\n", _client.Output);
        Assert.Equal(0, await _client.RunAsync("lock", "acquire", "job", "--owner", "anna", "--lease", "5"));
        Assert.Equal("anna holds it with token 1 until 2026-03-04 05:06:12.000Z\n", _client.Output);
        Assert.Equal(1, await _client.RunAsync("lock", "acquire", "job", "--owner", "bert"));
        Assert.Contains("anna holds it", _client.Error);
        Assert.Equal(0, await _client.RunAsync("lock", "renew", "job", "--token", "1", "--lease", "9"));
        Assert.Equal(0, await _client.RunAsync("lock", "release", "job", "--token", "1"));
        Assert.Equal(1, await _client.RunAsync("lock", "release", "job", "--token", "1"));
        Assert.Equal(0, await _client.RunAsync("lock", "acquire", "job", "--owner", "bert"));
        Assert.Contains("token 2", _client.Output);
        Assert.Equal(2, await _client.RunAsync("lock", "acquire", "job", "--owner", "bert", "--lease", "0"));
        Assert.Equal(2, await _client.RunAsync("lock", "acquire", "job", "--owner", "bert", "--wait", "-1"));
        var (exitCode, json) = await _client.RunJsonAsync("lock", "show", "job");
        Assert.Equal(0, exitCode);
        Assert.Equal("bert", json.GetProperty("owner").GetString());
    }

    [Theory]
    [InlineData("acquire --owner anna", "acquire it again as the same owner")]
    [InlineData("renew --token 1", "renew again with the same token")]
    [InlineData("release --token 1", "release it again with the same token")]
    public async Task Without_an_answer_it_says_what_to_do(string command, string advice)
    {
        _client.Registers.Trouble = OutcomeKind.NoQuorum;
        Assert.Equal(3, await _client.RunAsync(["lock", .. command.Split(' '), "job"]));
        Assert.StartsWith("no-quorum: ", _client.Error, StringComparison.Ordinal);
        Assert.Contains(advice, _client.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(" id", _client.Error, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Waiting_outlasts_a_holder_that_is_gone()
    {
        _client.Clock = TimeProvider.System;
        // On a slow machine a lease may be over before the answer, and then anna asks for more.
        for (var lease = 1; await _client.RunAsync("lock", "acquire", "job", "--owner", "anna", "--lease", $"{lease}") != 0; lease *= 2) ;
        Assert.Equal(0, await _client.RunAsync("lock", "acquire", "job", "--owner", "bert", "--wait", "50"));
        Assert.Contains("bert holds it", _client.Output);
    }
}
