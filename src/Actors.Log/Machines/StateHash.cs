using System.Buffers;
using System.Security.Cryptography;
using System.Text.Json;

namespace Actors.Log.Machines;

/// <summary>The hash of a state: of its JSON, with the members of each object in the order of their names, for dictionaries may have them in any.</summary>
internal static class StateHash
{
    private const int FlushBytes = 64 * 1024;

    // As deep as the writer goes: an application may have raised the limit of its options.
    private static readonly JsonReaderOptions Deep = new() { MaxDepth = 1000 };

    public static async Task<string> OfAsync<TState>(TState state, JsonSerializerOptions options, CancellationToken cancellationToken)
    {
        var json = Blocks.New();
        await JsonSerializer.SerializeAsync(json.Writer, state, options, cancellationToken).ConfigureAwait(false);
        return Of(await json.CompleteAsync().ConfigureAwait(false));
    }

    /// <param name="json">A value in JSON, as a serializer writes it.</param>
    public static string Of(ReadOnlySequence<byte> json)
    {
        using var hash = SHA256.Create();
        using (var stream = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
        using (var writer = new Utf8JsonWriter(stream)) Write(json, writer);
        return Convert.ToHexStringLower(hash.Hash!);
    }

    private static void Write(ReadOnlySequence<byte> json, Utf8JsonWriter writer)
    {
        // A large state is never in memory as text once more.
        if (writer.BytesPending > FlushBytes) writer.Flush();
        var reader = new Utf8JsonReader(json, Deep);
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                WriteObject(json, ref reader, writer);
                break;
            case JsonTokenType.StartArray:
                writer.WriteStartArray();
                while (NextValue(json, ref reader) is { } item) Write(item, writer);
                writer.WriteEndArray();
                break;
            case JsonTokenType.String:
                WriteString(ref reader, writer);
                break;
            default:
                writer.WriteRawValue(reader.HasValueSequence ? reader.ValueSequence.ToArray() : reader.ValueSpan, skipInputValidation: true);
                break;
        }
    }

    private static void WriteObject(ReadOnlySequence<byte> json, ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        var members = new List<(string Name, ReadOnlySequence<byte> Value)>();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
            members.Add((reader.GetString()!, NextValue(json, ref reader)!.Value));
        writer.WriteStartObject();
        foreach (var (name, value) in members.OrderBy(member => member.Name, StringComparer.Ordinal))
        {
            writer.WritePropertyName(name);
            Write(value, writer);
        }
        writer.WriteEndObject();
    }

    /// <summary>The next item of an array, or the value of a member; null at the end of the array. The reader goes on behind it.</summary>
    private static ReadOnlySequence<byte>? NextValue(ReadOnlySequence<byte> json, ref Utf8JsonReader reader)
    {
        // Found from where the reader is, not from the beginning: a state has thousands of values, and of blocks.
        var (from, consumed) = (reader.Position, reader.BytesConsumed);
        if (!reader.Read() || reader.TokenType == JsonTokenType.EndArray) return null;
        var first = json.GetPosition(reader.TokenStartIndex - consumed, from);
        reader.Skip();
        return json.Slice(first, reader.Position);
    }

    private static void WriteString(ref Utf8JsonReader reader, Utf8JsonWriter writer)
    {
        var text = ArrayPool<byte>.Shared.Rent((int)(reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length));
        writer.WriteStringValue(text.AsSpan(0, reader.CopyString(text)));
        ArrayPool<byte>.Shared.Return(text);
    }
}
