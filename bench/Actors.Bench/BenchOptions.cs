using System.CommandLine;
using System.CommandLine.Parsing;
using System.Reflection;
using Actors.Bench.Load;
using Actors.Bench.Systems;
using Actors.Bench.Systems.Actors;
using Actors.Bench.Systems.DotNext;
using Actors.Bench.Systems.Etcd;
using Actors.Bench.Systems.ZooKeeper;

namespace Actors.Bench;

/// <summary>The options of the command line.</summary>
internal sealed class BenchOptions
{
    private const int CallersMax = 4096, GrowMax = 1_000_000_000, RoundsMax = 100, RaceCallers = 64, ReadCallers = 64, CasCallers = 256, ExecuteCallers = 1, FailoverCallers = 16;
    private const double WindowSeconds = 10, QuickWindowSeconds = 5, FirstWarmUpSeconds = 60, QuickFirstWarmUpSeconds = 30, WarmUpSeconds = 3, QuickWarmUpSeconds = 2;
    private const int Rounds = 3, QuickRounds = 1;

    private static readonly int[] DecideCallers = [1, 16, 64, 256], ManyLogsCallers = [64, 256];
    private static readonly string[] SystemNames = ["actors", "etcd", "zookeeper", "dotnext"], WorkloadNames = [.. Enum.GetNames<Workload>().Select(name => name.ToLowerInvariant())];

    private readonly Option<bool> _quick = new("--quick") { Description = "Shorter windows and one round: less than ten minutes." };
    private readonly Option<string[]> _only = Names("--only", "SYSTEM", "Measure this system alone; may be given again.", SystemNames);
    private readonly Option<string[]> _workloads = Names("--workload", "W", "Measure with this load alone; may be given again.", WorkloadNames);
    private readonly Option<int?> _callers = Count("--callers", "How many callers at a time.", "1, 16, 64 and 256 to decide and to append to one log, 64 and 256 for 64 logs, 64 to race and to read, 256 to compare and set, 1 to execute, 16 while a server is killed", CallersMax);
    private readonly Option<int?> _rounds = Count("--rounds", "How often to start and measure each system.", $"{Rounds}, {QuickRounds} with --quick", RoundsMax);
    private readonly Option<double?> _seconds = Seconds("--seconds", "How long each load is measured.", $"{WindowSeconds}, {QuickWindowSeconds} with --quick");

    private readonly Option<int?> _grow = Count("--grow", "Instead: store so many registers on each of our nodes, and measure what they cost.", "no", GrowMax);

    private readonly Option<int?> _recover = Count("--recover", "Instead: have state machines execute so many commands, and measure how long a new replica takes.", "no", GrowMax);

    private readonly Option<string> _silo = new("--silo")
    {
        Description = "The build of our node to measure.",
        HelpName = "DLL",
        DefaultValueFactory = _ => Metadata("Silo"),
    };

    private readonly Option<string> _directory = new("--directory")
    {
        Description = "Where servers keep data and logs while they run: on a real disk, for they wait for it.",
        HelpName = "DIR",
        DefaultValueFactory = _ => Metadata("Directory"),
    };

    public Option<FileInfo?> Json { get; } = new("--json") { Description = "Also write the results to a file, one JSON object a line.", HelpName = "FILE" };

    public IEnumerable<Option> All => [_quick, Json, _only, _workloads, _callers, _rounds, _seconds, _grow, _recover, _silo, _directory];

    /// <summary>How many registers to store; null to compare systems.</summary>
    public int? Grow(ParseResult parsed) => parsed.GetValue(_grow);

    /// <summary>How many commands a new replica recovers; null to compare systems.</summary>
    public int? Recover(ParseResult parsed) => parsed.GetValue(_recover);

    public ActorsSystem Own(ParseResult parsed) => new(Path.GetFullPath(parsed.GetRequiredValue(_silo)));

    public BenchSettings Settings(ParseResult parsed)
    {
        var quick = parsed.GetValue(_quick);
        var window = TimeSpan.FromSeconds(parsed.GetValue(_seconds) ?? (quick ? QuickWindowSeconds : WindowSeconds));
        var warmUp = TimeSpan.FromSeconds(quick ? QuickWarmUpSeconds : WarmUpSeconds);
        return new BenchSettings(
            Systems(parsed), Cases(parsed),
            parsed.GetValue(_rounds) ?? (quick ? QuickRounds : Rounds),
            TimeSpan.FromSeconds(quick ? QuickFirstWarmUpSeconds : FirstWarmUpSeconds),
            new LoadTimes(warmUp, window),
            // Time for the kill, for a new leader, and for some seconds under it.
            new LoadTimes(warmUp, TimeSpan.FromSeconds(8)),
            Path.GetFullPath(parsed.GetRequiredValue(_directory)));
    }

    private IReadOnlyList<IMeasuredSystem> Systems(ParseResult parsed)
    {
        var only = parsed.GetValue(_only) ?? [];
        IMeasuredSystem[] all = [Own(parsed), new EtcdSystem(), new ZooKeeperSystem(), new DotNextSystem(Metadata("DotNext"))];
        return [.. all.Where(system => only.Length == 0 || only.Contains(system.Name))];
    }

    private IReadOnlyList<LoadCase> Cases(ParseResult parsed)
    {
        var chosen = parsed.GetValue(_workloads) ?? [];
        var callers = parsed.GetValue(_callers);
        return [.. Enum.GetValues<Workload>().Where(workload => chosen.Length == 0 || chosen.Contains(workload.ToString(), StringComparer.OrdinalIgnoreCase))
            .SelectMany(workload => (callers is { } count ? [count] : CallersOf(workload)).Select(count => new LoadCase(workload, count)))];
    }

    private static int[] CallersOf(Workload workload) => workload switch
    {
        Workload.Decide or Workload.Append => DecideCallers,
        Workload.Append64 => ManyLogsCallers,
        Workload.Cas => [CasCallers],
        Workload.Execute => [ExecuteCallers],
        Workload.Race => [RaceCallers],
        Workload.Read => [ReadCallers],
        _ => [FailoverCallers],
    };

    private static Option<string[]> Names(string name, string help, string description, string[] names)
    {
        var option = new Option<string[]>(name) { Description = $"{description} [default: all]", HelpName = string.Join('|', names), Arity = ArgumentArity.OneOrMore };
        option.AcceptOnlyFromAmong(names);
        return option;
    }

    private static Option<int?> Count(string name, string description, string standard, int most) => new(name)
    {
        Description = $"{description} [default: {standard}]",
        HelpName = "N",
        CustomParser = result => Within(result, 1, most) is { } number ? (int)number : null,
    };

    private static Option<double?> Seconds(string name, string description, string standard) => new(name)
    {
        Description = $"{description} [default: {standard}]",
        HelpName = "SECONDS",
        CustomParser = result => Within(result, 1, 3600),
    };

    private static double? Within(ArgumentResult result, double least, double most)
    {
        var text = result.Tokens[0].Value;
        if (double.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        result.AddError($"'{text}' is no number from {least} to {most}.");
        return null;
    }

    private static string Metadata(string key) =>
        typeof(BenchOptions).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;
}
