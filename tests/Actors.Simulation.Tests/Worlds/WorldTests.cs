using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Tests.Worlds;

public class WorldTests
{
    private const int Worlds = 3000;

    [Fact]
    public async Task No_guarantee_is_violated_in_the_first_worlds()
    {
        var campaign = new Campaign(1, Worlds);
        await campaign.RunAsync(Environment.ProcessorCount);
        var failed = campaign.Failed;
        Assert.True(failed is null, $"replay --seed {failed?.Plan.Seed} --trace: {failed?.Violations[0]}");
        var total = campaign.Snapshot();
        Assert.Equal(Worlds, total.Worlds);
        Assert.All(Enum.GetValues<Fault>(), fault => Assert.True(total.Faults[(int)fault] > 0, $"{fault} never happened"));
        Assert.All(total.DecidedAfter, count => Assert.True(count > 0));
        Assert.All(
            new[] { total.Suspicions, total.WithoutSuspect, total.Probes, total.Refusals, total.ClientCalls, total.Versions, total.VersionsLost, total.Trims, total.Trimmed },
            count => Assert.True(count > 0));
    }

    [Theory]
    [InlineData(903)]
    [InlineData(19304)]
    public void Patience_with_a_slow_quorum_does_not_cost_a_healed_world_its_answers(long seed) =>
        Assert.Empty(new World(new WorldPlan(seed)).Run().Violations);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(42)]
    public void The_same_seed_gives_the_same_trace(long seed) => Assert.Equal(TraceOf(seed), TraceOf(seed));

    [Fact]
    public async Task Another_process_gives_the_same_trace()
    {
        // Strings hash differently in every process: no order in the world may rest on that.
        var start = new ProcessStartInfo("dotnet", [typeof(World).Assembly.Location, "replay", "--seed", "42", "--trace"]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, process.ExitCode);
        Assert.StartsWith(TraceOf(42).ReplaceLineEndings(), output.ReplaceLineEndings(), StringComparison.Ordinal);
    }

    [Fact]
    public void No_two_of_the_first_thousand_seeds_give_the_same_trace()
    {
        var traces = new HashSet<string>();
        for (var seed = 1; seed <= 1000; seed++)
            Assert.True(traces.Add(Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(TraceOf(seed))))), $"Seed {seed} gives the trace of another.");
    }

    [Fact]
    public void A_trace_changes_nothing()
    {
        var plain = new World(new WorldPlan(5)).Run();
        var traced = new World(new WorldPlan(5), traced: true).Run();
        Assert.Equal(plain.Statistics.Events, traced.Statistics.Events);
        Assert.Equal(plain.Statistics.Messages, traced.Statistics.Messages);
    }

    private static string TraceOf(long seed) => new World(new WorldPlan(seed), traced: true).Run().Trace!.ToString();
}
