namespace Actors.Client.Tests.EndToEnd;

public sealed class NobodyThereTests
{
    [Fact]
    public async Task Without_a_node_it_fails_with_one_line()
    {
        var run = await ClientProcess.RunAsync(FreePorts.Cluster(3), null, "cluster", "--connect-timeout", "1");
        Assert.Equal(3, run.ExitCode);
        Assert.Empty(run.Output);
        Assert.StartsWith("unreachable: No node answered within 1 s at n1=127.0.0.1:", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task An_unknown_host_is_nobody()
    {
        var run = await ClientProcess.RunAsync("n1=no-such-host.invalid:7100", null, "race", "--connect-timeout", "1", "--json");
        Assert.Equal(3, run.ExitCode);
        Assert.Equal("unreachable", run.Json.GetProperty("error").GetString());
        Assert.Empty(run.Error);
    }
}
