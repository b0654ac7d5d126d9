using System.CommandLine;
using System.Security.Cryptography;
using Actors.Client.Output;
using Actors.Client.Races;
using Actors.Registers;

namespace Actors.Client.Commands;

internal static class RaceCommand
{
    private const int KeysMax = 10_000_000;
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
            await using var nodes = await NodeConnections.ConnectAsync(runner, parsed, cancellationToken);
            return await RunAsync(runner, parsed, settings, [.. nodes.ByName.Values], cpu, cancellationToken);
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
        Runner runner, ParseResult parsed, RaceSettings settings, IRegisters[] nodes, CpuMeter cpu, CancellationToken cancellationToken)
    {
        var race = new Race(nodes, settings, runner.Time);
        RaceReport? report = null;
        await RaceProgress.ShowAsync(runner.Terminal.ErrorConsole, !runner.AsJson(parsed), settings.Keys, async (onDecided, onRead) =>
        {
            cpu.Restart();
            var started = runner.Time.GetTimestamp();
            await race.RunAsync(onDecided, cancellationToken);
            report = new RaceReport(settings, nodes.Length, race.Tally, runner.Time.GetElapsedTime(started), cpu.Read());
            await race.ReadBackAsync(onRead, cancellationToken);
        });
        return RaceAnswer.Of(report!);
    }
}
