using System.Text.Json;
using System.Text.Json.Serialization;

namespace Actors.Bench.Results;

/// <summary>Measurements as JSON, one object a line.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Measurement))]
internal sealed partial class MeasurementJson : JsonSerializerContext
{
    /// <summary>Numbers with six significant digits: more of them mean nothing.</summary>
    public static string Line(Measurement measurement) => JsonSerializer.Serialize(
        measurement with
        {
            OpsS = Short(measurement.OpsS),
            P50Ms = Short(measurement.P50Ms),
            P99Ms = Short(measurement.P99Ms),
            CpuSPer1000 = Short(measurement.CpuSPer1000),
            GapMs = measurement.GapMs is { } gap ? Short(gap) : null,
            BytesPerRegister = measurement.BytesPerRegister is { } bytes ? Short(bytes) : null,
        },
        Default.Measurement);

    private static double Short(double number)
    {
        const int Digits = 6;
        if (number == 0) return 0;
        var decimals = Digits - 1 - (int)Math.Floor(Math.Log10(Math.Abs(number)));
        return Math.Round(number, Math.Clamp(decimals, 0, 15));
    }
}
