using System.CommandLine;
using System.Diagnostics;
using Actors.Simulation.Worlds;
using Spectre.Console;

namespace Actors.Simulation.Commands;

/// <summary><c>run</c>: worlds until one fails, all are done, or somebody stops it.</summary>
internal static class RunCommand
{
    public static Command Make()
    {
        var seeds = new Option<string>("--seeds") { Description = "The first and the last seed, as in 1..100000. Default: from 1 until stopped.", DefaultValueFactory = _ => "1.." };
        var threads = new Option<int>("--threads") { Description = "How many worlds at a time. Default: one per core.", DefaultValueFactory = _ => Environment.ProcessorCount };
        var command = new Command("run", "Run worlds full of faults. Exits with 1 if a guarantee is violated.") { seeds, threads };
        command.SetAction((parsed, token) => RunAsync(parsed.GetValue(seeds)!, parsed.GetValue(threads), token));
        return command;
    }

    private static async Task<int> RunAsync(string seeds, int threads, CancellationToken token)
    {
        if (!TryParse(seeds, out var from, out var to))
        {
            await Console.Error.WriteLineAsync($"'{seeds}' is no range of seeds: write 1..100000, or 1.. for no end.");
            return 2;
        }
        var campaign = new Campaign(from, to);
        await using var stop = token.Register(campaign.Stop);
        var clock = Stopwatch.StartNew();
        await ShowAsync(campaign, campaign.RunAsync(threads), clock);
        AnsiConsole.Write(Report.Progress(campaign.Snapshot(), clock.Elapsed));
        if (campaign.Failed is { } failed)
        {
            Report.Failure(failed, () => new Boundary(), PlanChanges.None, "");
            return 1;
        }
        Console.WriteLine($"No guarantee was violated in {campaign.Snapshot().Worlds:N0} worlds, {clock.Elapsed.TotalSeconds:F0} s.");
        return 0;
    }

    private static async Task ShowAsync(Campaign campaign, Task running, Stopwatch clock)
    {
        if (!AnsiConsole.Profile.Capabilities.Interactive || Console.IsOutputRedirected)
        {
            await running;
            return;
        }
        await AnsiConsole.Live(new Text("")).StartAsync(async live =>
        {
            while (!running.IsCompleted)
            {
                live.UpdateTarget(Report.Progress(campaign.Snapshot(), clock.Elapsed));
                await Task.WhenAny(running, Task.Delay(250));
            }
            live.UpdateTarget(new Text(""));
        });
        await running;
    }

    private static bool TryParse(string seeds, out long from, out long to)
    {
        to = long.MaxValue - 1;
        var dots = seeds.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0) return long.TryParse(seeds, out from) && (to = from) >= 0;
        return long.TryParse(seeds[..dots], out from) && (dots + 2 == seeds.Length || long.TryParse(seeds[(dots + 2)..], out to)) && from <= to;
    }
}
