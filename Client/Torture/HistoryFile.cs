using Actors.Client.Output;
using Actors.Histories;

namespace Actors.Client.Torture;

/// <summary>A history on disk, one call a line.</summary>
internal static class HistoryFile
{
    private const int AnomaliesShownMax = 10;

    /// <exception cref="UsageException">It cannot be written.</exception>
    public static StreamWriter Create(string path)
    {
        try
        {
            return new StreamWriter(path, append: false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"The history cannot be written: {exception.Message}");
        }
    }

    /// <summary>Tells whether it is linearizable. It needs memory for each register, not for each call.</summary>
    /// <exception cref="UsageException">It cannot be read, or a line is no call.</exception>
    public static async Task<Answer> CheckAsync(string path, CancellationToken cancellationToken)
    {
        var checker = new HistoryChecker(proposal => $"'{ValueText.Show(proposal.Value)}'");
        var number = 0;
        try
        {
            await foreach (var line in File.ReadLinesAsync(path, cancellationToken))
            {
                number++;
                if (line.Length > 0) checker.Add(HistoryLine.Parse(line));
            }
        }
        catch (FormatException exception)
        {
            throw new UsageException($"{path}, line {number}: {exception.Message.ReplaceLineEndings(" ")}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"The history cannot be read: {exception.Message}");
        }
        return Of(checker, [.. checker.Check()]);
    }

    private static Answer Of(HistoryChecker checker, IReadOnlyList<Anomaly> anomalies)
    {
        var json = new
        {
            checker.Calls,
            checker.Unanswered,
            checker.Registers,
            Linearizable = anomalies.Count == 0,
            Anomalies = anomalies.Count,
            FirstAnomalies = anomalies.Take(AnomaliesShownMax).Select(AnomalyText.Json),
        };
        var calls = $"{checker.Calls} calls to {checker.Registers} registers, {checker.Unanswered} of unknown outcome";
        if (anomalies.Count == 0) return Answer.Line(ExitCode.Done, json, $"linearizable: {calls}");
        return new Answer(ExitCode.Lost, json, terminal =>
        {
            foreach (var anomaly in anomalies.Take(AnomaliesShownMax)) AnomalyText.Print(anomaly, terminal);
            terminal.Error.WriteLine($"not linearizable: {anomalies.Count} of {checker.Registers} registers are wrong ({calls}).");
        });
    }
}
