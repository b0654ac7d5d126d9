using System.CommandLine;
using Actors.Client.Torture;

namespace Actors.Client.Commands;

/// <summary>What one can ask of a run.</summary>
internal sealed class TortureOptions
{
    private const int KeysMax = 10_000_000;
    private const int CallersMax = 10_000;

    public Option<TimeSpan?> Duration { get; } = new("--duration")
    {
        Description = "How long to call: 500ms, 60s, 5m, 2h. [default: 60s]",
        HelpName = "TIME",
        CustomParser = result => Parsers.Duration(result),
    };

    public Option<int> Keys { get; } = Count(
        "--keys", "How many registers are in play at a time, about 1 KB of memory each; fresh ones replace old ones.", 1000, KeysMax);

    public Option<int> Callers { get; } = Count(
        "--callers", "How many callers, one call each at a time: some through each node, some through whichever answers.", 16, CallersMax);

    public Option<TimeSpan?> KillEvery { get; } = new("--kill-every")
    {
        Description = "Kill one of --nodes (kill -9), start it again, wait until it answers and then as long as this; then the next.",
        HelpName = "TIME",
        CustomParser = result => Parsers.Duration(result),
    };

    public Option<VictimSpec[]> Nodes { get; } = new("--nodes")
    {
        Description = "The processes that may be killed, and the shell command that starts each again; without a command it is killed once. "
            + "What is started stays after the run.",
        HelpName = "NAME=PID:COMMAND",
        AllowMultipleArgumentsPerToken = true,
        CustomParser = Parsers.Victims,
    };

    public Option<string?> History { get; } = new("--history") { Description = "Write all calls to a file, one JSON object a line.", HelpName = "FILE" };

    public Option<int?> Seed { get; } = new("--seed")
    {
        Description = "What the callers' choices follow from. By default another one each time.",
        HelpName = "N",
        CustomParser = result => Parsers.Count(result, int.MaxValue),
    };

    public Option<Uri[]> Http { get; } = new("--http")
    {
        Description = "Call over HTTP instead: the addresses of the nodes, in the order of --cluster.",
        HelpName = "URL,...",
        CustomParser = Parsers.Addresses,
    };

    public Option<string?> Check { get; } = new("--check") { Description = "Call nobody, but check a recorded history.", HelpName = "FILE" };

    public IReadOnlyList<Option> All => [Duration, Keys, Callers, KillEvery, Nodes, History, Seed, Http, Check];

    private static Option<int> Count(string name, string description, int value, int countMax) => new(name)
    {
        Description = description,
        HelpName = "N",
        DefaultValueFactory = _ => value,
        CustomParser = result => Parsers.Count(result, countMax),
    };
}
