using System.CommandLine;
using System.Security.Cryptography;
using Actors.Client.Cluster;
using Actors.Client.Output;
using Actors.Client.Races;

namespace Actors.Client.Commands;

internal static class RaceCommand
{
    private const int KeysMax = 100_000_000;
    private const int RacersMax = 1000;

    public static Command Create(Runner runner)
    {
        var keys = Count("--keys", "How many registers to race for; fresh ones each time.", 1000, KeysMax);
        var racers = Count("--racers", "How many callers race for each, through different nodes.", 8, RacersMax);
        var concurrency = Count("--concurrency", "How many registers are raced for at the same time.", 16, RacersMax);
        var processes = new Option<int[]>("--pids")
        {
            Description = "The processes of the silos on this machine, to count their CPU time too.",
            HelpName = "PID,...",
            CustomParser = Parsers.ProcessIds,
        };
        var command = new ClientCommand(
            "race",
            "Let callers race for registers, and verify that all callers of each saw one winner. Exit code 1 if not.",
            "race --keys 1000 --racers 8",
            "race --keys 10000 --racers 8 --concurrency 32 --pids 4711,4712 --json")
        {
            keys, racers, concurrency, processes,
        };
        runner.Handle(command, async (parsed, cancellationToken) =>
        {
            var run = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong)));
            var settings = new RaceSettings(parsed.GetValue(keys), parsed.GetValue(racers), parsed.GetValue(concurrency), run);
            using var cpu = new CpuMeter(parsed.GetValue(processes) ?? []);
            var connections = await ConnectAsync(runner, parsed, cancellationToken);
            try
            {
                return await RunAsync(runner, parsed, settings, connections, cpu, cancellationToken);
            }
            finally
            {
                foreach (var connection in connections) await connection.DisposeAsync();
            }
        });
        return command;
    }

    private static Option<int> Count(string name, string description, int value, int countMax) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => value,
        CustomParser = result => Parsers.Count(result, countMax),
    };

    private static async Task<Answer> RunAsync(
        Runner runner, ParseResult parsed, RaceSettings settings, List<IConnection> connections, CpuMeter cpu, CancellationToken cancellationToken)
    {
        var race = new Race([.. connections.Select(connection => connection.Registers)], settings, runner.Time);
        RaceReport? report = null;
        await RaceProgress.ShowAsync(runner.Terminal.ErrorConsole, !runner.AsJson(parsed), settings.Keys, async (onDecided, onRead) =>
        {
            cpu.Restart();
            var started = runner.Time.GetTimestamp();
            await race.RunAsync(onDecided, cancellationToken);
            report = new RaceReport(settings, connections.Count, race.Tally, runner.Time.GetElapsedTime(started), cpu.Read());
            await race.ReadBackAsync(onRead, cancellationToken);
        });
        return RaceAnswer.Of(report!);
    }

    /// <summary>A client of its own for each node, so that it is known which node a caller goes through. Nodes that are down are left out.</summary>
    private static async Task<List<IConnection>> ConnectAsync(Runner runner, ParseResult parsed, CancellationToken cancellationToken)
    {
        var nodes = runner.NodesOf(parsed);
        var attempts = nodes.Select(node => runner.ConnectAsync(parsed, [node], cancellationToken)).ToList();
        await Task.WhenAll(attempts).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        var connections = attempts.Where(attempt => attempt.IsCompletedSuccessfully).Select(attempt => attempt.Result).ToList();
        cancellationToken.ThrowIfCancellationRequested();
        if (connections.Count == 0) throw new UnreachableException(attempts[0].Exception!.InnerException!.Message);
        if (!runner.AsJson(parsed))
            foreach (var (node, attempt) in nodes.Zip(attempts))
                if (!attempt.IsCompletedSuccessfully) runner.Terminal.Error.WriteLine($"Node {node} cannot be reached: it is left out.");
        return connections;
    }
}
