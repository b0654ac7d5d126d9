using System.Diagnostics;

namespace Actors.Client.Tests.EndToEnd;

/// <summary>All nodes at once, since they share a process: whatever anyone was told before still stands afterwards.</summary>
public sealed class KilledClusterTests(RunningSilo silo) : IClassFixture<RunningSilo>
{
    [Fact]
    public async Task Answers_stay_linearizable_when_the_process_is_killed_and_started_again()
    {
        var run = await ClientProcess.RunAsync(
            silo.Cluster, null, "torture", "--duration", "12s", "--callers", "8", "--timeout", "2", "--connect-timeout", "30",
            "--kill-every", "1s", "--nodes", $"n1={silo.ProcessId}:{silo.Command}", "--json");
        Assert.True(run.Json.TryGetProperty("kills", out _), run.Output + run.Error);
        var kills = run.Json.GetProperty("kills").EnumerateArray().ToList();
        using (var last = Process.GetProcessById(kills[^1].GetProperty("pid").GetInt32()))
        {
            last.Kill();
            await last.WaitForExitAsync();
        }
        Assert.Equal(0, run.ExitCode);
        Assert.True(run.Json.GetProperty("linearizable").GetBoolean());
        Assert.All(kills, kill => Assert.True(kill.GetProperty("wasAlive").GetBoolean()));
    }
}
