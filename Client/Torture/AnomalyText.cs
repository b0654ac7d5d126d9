using System.Text.Json.Nodes;
using Actors.Client.Output;
using Actors.Histories;

namespace Actors.Client.Torture;

/// <summary>What is said of something that cannot have happened: what it is, and the calls that contradict each other.</summary>
internal static class AnomalyText
{
    public static object Json(Anomaly anomaly) => new
    {
        anomaly.Message,
        Calls = anomaly.Calls.Select(call => JsonNode.Parse(HistoryLine.Write(call))),
    };

    public static void Print(Anomaly anomaly, Terminal terminal)
    {
        terminal.Error.WriteLine($"NOT LINEARIZABLE: {anomaly.Message}");
        foreach (var call in anomaly.Calls) terminal.Error.WriteLine($"  {HistoryLine.Write(call)}");
    }
}
