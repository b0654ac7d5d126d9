using System.Security.Cryptography;
using System.Text.Json;

namespace Actors.Log.Machines;

/// <summary>The hash of a state: of its JSON, with the members of each object in the order of their names, for dictionaries may have them in any.</summary>
internal static class StateHash
{
    private const int FlushBytes = 64 * 1024;

    public static string Of(JsonElement state)
    {
        using var hash = SHA256.Create();
        using (var stream = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
        using (var writer = new Utf8JsonWriter(stream)) Write(state, writer);
        return Convert.ToHexStringLower(hash.Hash!);
    }

    private static void Write(JsonElement element, Utf8JsonWriter writer)
    {
        // A large state is never in memory as text once more.
        if (writer.BytesPending > FlushBytes) writer.Flush();
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                writer.WriteStartObject();
                foreach (var member in element.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
                {
                    writer.WritePropertyName(member.Name);
                    Write(member.Value, writer);
                }
                writer.WriteEndObject();
                break;
            case JsonValueKind.Array:
                writer.WriteStartArray();
                foreach (var item in element.EnumerateArray()) Write(item, writer);
                writer.WriteEndArray();
                break;
            default:
                element.WriteTo(writer);
                break;
        }
    }
}
