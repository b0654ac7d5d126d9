using System.Runtime.CompilerServices;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Actors.Registers;

/// <summary>
/// JSON that reads back as it was. The serializer writes U+FFFD in the place of an unpaired surrogate, so two different texts become one; here that is an
/// <see cref="ArgumentException"/>, wherever in a value the text is.
/// </summary>
internal static class StrictJson
{
    private static readonly ConditionalWeakTable<JsonSerializerOptions, JsonSerializerOptions> Known = [];

    /// <summary>The same options, but strict. Null for camelCase.</summary>
    public static JsonSerializerOptions Of(JsonSerializerOptions? options) => Known.GetValue(
        options ?? JsonSerializerOptions.Web,
        static given => new(given) { Encoder = given.Encoder as StrictEncoder ?? new StrictEncoder(given.Encoder ?? JavaScriptEncoder.Default) });
}
