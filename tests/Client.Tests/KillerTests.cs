using System.Diagnostics;
using Actors.Client.Cluster;
using Actors.Client.Torture;
using Actors.Paxos;

namespace Actors.Client.Tests;

public sealed class KillerTests
{
    [Fact]
    public async Task Nodes_are_killed_in_turn_each_after_the_last_one_is_back()
    {
        using var one = Process.Start("sleep", "600");
        using var two = Process.Start("sleep", "600");
        using var victims = Of(Spec("n1", one, "sleep 600"), Spec("n2", two, "sleep 600"));
        var run = Run(out var routes, kills: 3);
        var killer = new Killer(victims.All, victims.Every, run);
        try
        {
            await killer.RunAsync(routes.Done.Token);
            await one.WaitForExitAsync();
            await two.WaitForExitAsync();
            Assert.Equal(["n1", "n2", "n1"], killer.Kills.Take(3).Select(kill => kill.Node));
            Assert.All(killer.Kills.Take(3), kill => Assert.True(kill.WasAlive));
            Assert.Equal(["n1", "n1", "n2", "n2", "n1", "n1"], routes.Probed);
            Assert.All(routes.Names, name => Assert.True(routes.DownWhenProbed(name)));
        }
        finally
        {
            foreach (var victim in victims.All) await victim.KillAsync();
        }
    }

    [Fact]
    public async Task Without_a_command_each_is_killed_once()
    {
        using var process = Process.Start("sleep", "600");
        using var victims = Of(Spec("n1", process, null));
        var run = Run(out var routes, kills: int.MaxValue);
        var killer = new Killer(victims.All, victims.Every, run);
        await killer.RunAsync(routes.Done.Token);
        await process.WaitForExitAsync();
        var kill = Assert.Single(killer.Kills);
        Assert.Null(kill.StartedProcessId);
        Assert.NotNull(kill.BackAfter);
        Assert.False(await victims.All[0].KillAsync());
    }

    [Fact]
    public void A_process_that_is_not_there_is_bad_usage() => Assert.Throws<UsageException>(() => new Victim(new VictimSpec("n1", int.MaxValue, null)));

    [Theory]
    [InlineData("n1=12", "n1 12")]
    [InlineData("n1=12, n2=13", "n1 12; n2 13")]
    [InlineData("n1=12:dotnet Silo.dll --node n1, or so: yes", "n1 12 dotnet Silo.dll --node n1, or so: yes")]
    [InlineData("n1", null)]
    [InlineData("n1=", null)]
    [InlineData("=12", null)]
    [InlineData("n1=1", null)]
    [InlineData("n1=-5", null)]
    [InlineData("n1=12:", null)]
    [InlineData("n1=12,n2=13:start", null)]
    [InlineData("", null)]
    public void Processes_of_nodes_are_read(string text, string? expected) => Assert.Equal(
        expected,
        VictimSpec.TryParse(text) is { } specs ? string.Join("; ", specs.Select(spec => $"{spec.Node} {spec.ProcessId} {spec.Command}".TrimEnd())) : null);

    private static VictimSpec Spec(string node, Process process, string? command) => new(node, process.Id, command);

    private static Victims Of(params VictimSpec[] specs) =>
        Victims.Of(specs, TimeSpan.FromMilliseconds(1), ClusterAddress.TryParse(ClusterAddress.Default, out _)!.Nodes);

    private static TortureRun Run(out ProbedRoutes routes, int kills)
    {
        routes = new ProbedRoutes(kills);
        return new TortureRun(routes.All, new TortureSettings(TimeSpan.FromHours(1), 10, 2, 1, 1, TimeSpan.FromSeconds(1)), TimeProvider.System);
    }

    /// <summary>Nodes that answer the second time they are asked after a kill.</summary>
    private sealed class ProbedRoutes
    {
        private readonly Dictionary<string, bool> _down = [];

        public ProbedRoutes(int kills)
        {
            foreach (var name in Names) All.Add(new Route(name, new LyingRegisters(new FakeRegisters(), read: _ => Probe(name, kills)), tellsRounds: true));
        }

        public string[] Names { get; } = ["n1", "n2"];

        public List<Route> All { get; } = [];

        public List<string> Probed { get; } = [];

        public CancellationTokenSource Done { get; } = new();

        public bool DownWhenProbed(string name) => _down[name];

        private Outcome Probe(string name, int kills)
        {
            Probed.Add(name);
            _down[name] = All.Single(route => route.Name == name).Down && All.Count(route => route.Down) == 1;
            if (Probed.Count == 2L * kills) Done.Cancel();
            return new Outcome(Probed.Count % 2 == 0 ? OutcomeKind.Undecided : OutcomeKind.Unknown, null, 3, 0);
        }
    }
}
