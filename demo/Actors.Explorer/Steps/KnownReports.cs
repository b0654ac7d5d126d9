using System.Text.Json;
using System.Text.Json.Serialization;
using Actors.Explorer.Search;
using Actors.Explorer.Worlds;

namespace Actors.Explorer.Steps;

/// <summary>What the searches found, in <c>reports.json</c>, so that a visitor need not wait for them.</summary>
internal static class KnownReports
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter(), new ScheduleConverter() } };

    private static readonly Lazy<Dictionary<string, Report>> ByName = new(() =>
    {
        using var file = typeof(KnownReports).Assembly.GetManifestResourceStream("reports.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, Report>>(file, Options)!;
    });

    public static IEnumerable<string> Names => ByName.Value.Keys;

    public static Report Of(Scenario scenario) => ByName.Value[NameOf(scenario)];

    /// <summary>The line of the file for a scenario.</summary>
    public static string Line(Scenario scenario, Report report) => $"\"{NameOf(scenario)}\": {JsonSerializer.Serialize(report, Options)}";

    public static string NameOf(Scenario scenario) => $"{Ladder.Steps.First(step => step.Scenarios.Contains(scenario)).Number}/{scenario.Key}";

    /// <summary>Moves as links have them.</summary>
    private sealed class ScheduleConverter : JsonConverter<IReadOnlyList<Move>>
    {
        public override IReadOnlyList<Move> Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => Schedule.Read(reader.GetString());

        public override void Write(Utf8JsonWriter writer, IReadOnlyList<Move> moves, JsonSerializerOptions options) => writer.WriteStringValue(Schedule.Write(moves));
    }
}
