using System.CommandLine;
using System.Text.Json;
using Actors.Bench.Growth;
using Actors.Bench.Recovery;
using Actors.Bench.Results;

namespace Actors.Bench;

/// <summary>The command line as a whole.</summary>
/// <param name="output">Where the table goes.</param>
/// <param name="error">Where progress and errors go.</param>
internal sealed class App(TextWriter output, TextWriter error)
{
    private const int Done = 0, Failed = 1, Usage = 2, Cancelled = 130;

    // Ending the servers takes a moment.
    private static readonly TimeSpan EndMax = TimeSpan.FromSeconds(20);

    private readonly BenchOptions _options = new();

    /// <returns>The exit code: 0 measured, 1 could not, 2 bad arguments, 130 interrupted.</returns>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments)
    {
        var root = new RootCommand("Loads three nodes of ours, of etcd, of ZooKeeper and of DotNext in the same way, in turn, and compares them.");
        foreach (var option in _options.All) root.Add(option);
        root.SetAction(MeasureAsync);
        var parsed = root.Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count == 0)
            return await parsed.InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = EndMax, EnableDefaultExceptionHandler = false });
        foreach (var problem in parsed.Errors) await error.WriteLineAsync(problem.Message);
        await error.WriteLineAsync("See --help.");
        return Usage;
    }

    private async Task<int> MeasureAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var settings = _options.Settings(parsed);
        var progress = new Progress(error, TimeProvider.System);
        var json = parsed.GetValue(_options.Json);
        if (_options.Grow(parsed) is { } registers)
            return await TryAsync(() => GrowAsync(new GrowthRun(_options.Own(parsed), registers, settings, progress), json, cancellationToken), cancellationToken);
        if (_options.Recover(parsed) is { } entries)
            return await TryAsync(() => RecoverAsync(new RecoveryRun(_options.Own(parsed), entries, settings, progress), json, cancellationToken), cancellationToken);
        var run = new BenchRun(settings, progress);
        var code = await TryAsync(() => run.RunAsync(cancellationToken), cancellationToken);
        if (run.Measurements.Count == 0) return code;
        var summary = Summary.Of(run.Measurements);
        ResultTable.Write(summary, output);
        if (json is not null) await File.WriteAllLinesAsync(json.FullName, summary.Select(MeasurementJson.Line), CancellationToken.None);
        return code;
    }

    private async Task GrowAsync(GrowthRun run, FileInfo? json, CancellationToken cancellationToken)
    {
        var result = await run.RunAsync(cancellationToken);
        GrowthTable.Write(result, output);
        if (json is not null) await File.WriteAllLinesAsync(json.FullName, [JsonSerializer.Serialize(result)], cancellationToken);
    }

    private async Task RecoverAsync(RecoveryRun run, FileInfo? json, CancellationToken cancellationToken)
    {
        var result = await run.RunAsync(cancellationToken);
        RecoveryTable.Write(result, output);
        if (json is not null) await File.WriteAllLinesAsync(json.FullName, [JsonSerializer.Serialize(result)], cancellationToken);
    }

    private async Task<int> TryAsync(Func<Task> run, CancellationToken cancellationToken)
    {
        try
        {
            await run();
            return Done;
        }
        catch (BenchException exception)
        {
            await error.WriteLineAsync(exception.Message);
            return Failed;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await error.WriteLineAsync("Interrupted.");
            return Cancelled;
        }
    }
}
