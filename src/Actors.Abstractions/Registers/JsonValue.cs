using System.Text.Json;
using Actors.Paxos;

namespace Actors.Registers;

/// <summary>Values as JSON, readable over HTTP and by the next version of the application.</summary>
internal static class JsonValue
{
    private const string ContentType = "application/json";

    /// <exception cref="ArgumentException">It has text with an unpaired surrogate, or is too large.</exception>
    public static RegisterValue Write<T>(T value, JsonSerializerOptions? options) =>
        new(JsonSerializer.SerializeToUtf8Bytes(value, StrictJson.Of(options)), ContentType);

    /// <exception cref="JsonException">The register holds something that is no <typeparamref name="T"/>.</exception>
    public static T Read<T>(RegisterValue value, JsonSerializerOptions? options) =>
        JsonSerializer.Deserialize<T>(value.Bytes.Span, options ?? JsonSerializerOptions.Web)!;
}
