using System.CommandLine;
using System.CommandLine.Help;
using System.Globalization;
using Actors.Client.Cluster;
using Actors.Client.Commands;
using Actors.Client.Output;

namespace Actors.Client;

/// <summary>The command line as a whole.</summary>
/// <param name="connector">The way to clusters.</param>
/// <param name="terminal">Where commands read and write.</param>
/// <param name="time">The clock.</param>
/// <param name="cluster">What <see cref="ClusterAddress.Variable"/> says; null if nothing.</param>
internal sealed class App(IConnector connector, Terminal terminal, TimeProvider time, string? cluster = null)
{
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken = default)
    {
        // Numbers and dates are read and written in one way on every machine.
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var options = new GlobalOptions(cluster ?? ClusterAddress.Default);
        var parsed = Root(options).Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0 && parsed.Action is not ExampleHelp) return Refuse(parsed, arguments.Contains(options.Json.Name));
        var configuration = new InvocationConfiguration { Output = terminal.Output, Error = terminal.Error };
        return await parsed.InvokeAsync(configuration, cancellationToken);
    }

    private ClientCommand Root(GlobalOptions options)
    {
        var runner = new Runner(options, connector, terminal, time);
        var help = new HelpOption { Recursive = true };
        help.Action = new ExampleHelp((HelpAction)help.Action!);
        return new ClientCommand(
            ClientCommand.Program,
            "Write-once registers, decided by consensus: of all values that are proposed for a key, one wins, for ever.",
            "register set leader n1",
            "register get leader --json",
            "order place --id 17 --customer anna --item tea:2",
            "race --keys 1000 --racers 8")
        {
            RegisterCommand.Create(runner),
            OrderCommand.Create(runner),
            KeyValueCommand.Create(runner),
            LockCommand.Create(runner),
            UserCommand.Create(runner),
            UserOfTheDayCommand.Create(runner),
            ClusterCommand.Create(runner),
            RaceCommand.Create(runner),
            TortureCommand.Create(runner),
            options.Cluster,
            options.Timeout,
            options.ConnectTimeout,
            options.Json,
            help,
        };
    }

    private int Refuse(ParseResult parsed, bool asJson)
    {
        var command = string.Join(' ', CommandsOf(parsed).Reverse());
        var message = string.Join(' ', parsed.Errors.Select(error => error.Message).Distinct());
        Answer.Failure(ExitCode.Usage, "usage", $"{message} See '{command} --help'.").Write(terminal, asJson);
        return ExitCode.Usage;
    }

    private static IEnumerable<string> CommandsOf(ParseResult parsed)
    {
        for (var result = parsed.CommandResult; result is not null; result = result.Parent as System.CommandLine.Parsing.CommandResult)
            yield return result.Command.Name;
    }
}
