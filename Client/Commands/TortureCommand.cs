using System.CommandLine;
using System.Security.Cryptography;
using Actors.Client.Output;
using Actors.Client.Torture;

namespace Actors.Client.Commands;

internal static class TortureCommand
{
    private static readonly TimeSpan DurationDefault = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan WaitMax = TimeSpan.FromSeconds(1);

    public static Command Create(Runner runner)
    {
        var options = new TortureOptions();
        var command = new ClientCommand(
            "torture",
            "Propose, read and wait at random through all nodes, kill nodes meanwhile if asked to, and check that the answers are linearizable. "
                + "Exit code 1 if not.",
            "torture --duration 60s --callers 16 --history history.jsonl",
            "torture --duration 5m --kill-every 5s --nodes \"n1=4711:dotnet Silo.dll --node n1\" \"n2=4712:dotnet Silo.dll --node n2\"",
            "torture --http http://127.0.0.1:5081,http://127.0.0.1:5082,http://127.0.0.1:5083",
            "torture --check history.jsonl");
        foreach (var option in options.All) command.Options.Add(option);
        runner.Handle(command, async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(options.Check) is { } recorded) return await HistoryFile.CheckAsync(recorded, cancellationToken);
            using var victims = Victims.Of(parsed.GetValue(options.Nodes) ?? [], parsed.GetValue(options.KillEvery), runner.NodesOf(parsed));
            await using var history = parsed.GetValue(options.History) is { } path ? HistoryFile.Create(path) : null;
            await using var routes = await Routes.ConnectAsync(runner, parsed, parsed.GetValue(options.Http) ?? [], cancellationToken);
            routes.Require(victims);
            var run = new TortureRun(routes.All, SettingsOf(parsed, options), runner.Time, history);
            return await RunAsync(runner, parsed, run, victims, cancellationToken);
        });
        return command;
    }

    private static TortureSettings SettingsOf(ParseResult parsed, TortureOptions options) => new(
        parsed.GetValue(options.Duration) ?? DurationDefault,
        parsed.GetValue(options.Keys),
        parsed.GetValue(options.Callers),
        parsed.GetValue(options.Seed) ?? RandomNumberGenerator.GetInt32(int.MaxValue),
        BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(sizeof(ulong))),
        WaitMax);

    private static async Task<Answer> RunAsync(Runner runner, ParseResult parsed, TortureRun run, Victims victims, CancellationToken cancellationToken)
    {
        var killer = new Killer(victims.All, victims.Every, run);
        using var expiry = new CancellationTokenSource(run.Settings.Duration, runner.Time);
        using var calm = CancellationTokenSource.CreateLinkedTokenSource(expiry.Token, cancellationToken);
        var killing = killer.RunAsync(calm.Token);
        await TortureProgress.ShowAsync(runner.Terminal.ErrorConsole, !runner.AsJson(parsed), run, run.RunAsync(cancellationToken));
        await calm.CancelAsync();
        await killing;
        return TortureAnswer.Of(run, killer.Kills);
    }
}
