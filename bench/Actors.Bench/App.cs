using System.CommandLine;
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
        var root = new RootCommand("Loads three nodes of ours, three etcd servers and three ZooKeeper servers in the same way, in turn, and compares them.");
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
        var run = new BenchRun(_options.Settings(parsed), new Progress(error, TimeProvider.System));
        var code = await TryAsync(run, cancellationToken);
        if (run.Measurements.Count == 0) return code;
        var summary = Summary.Of(run.Measurements);
        ResultTable.Write(summary, output);
        if (parsed.GetValue(_options.Json) is { } file) await File.WriteAllLinesAsync(file.FullName, summary.Select(MeasurementJson.Line), CancellationToken.None);
        return code;
    }

    private async Task<int> TryAsync(BenchRun run, CancellationToken cancellationToken)
    {
        try
        {
            await run.RunAsync(cancellationToken);
            return Done;
        }
        catch (BenchException exception)
        {
            await error.WriteLineAsync(exception.Message);
            return Failed;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await error.WriteLineAsync("Interrupted; what was measured until then:");
            return Cancelled;
        }
    }
}
