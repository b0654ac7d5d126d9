using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Actors.Paxos;

namespace Actors.Histories;

/// <summary>
/// One call as a line of JSON:
/// <c>{"client":int,"op":"propose"|"read","key":str,"input":str|null,"output":str|null,"call":ns,"return":ns|null}</c>.
/// The input is the value that was proposed, the output the one that was seen; null on a read that returned means undecided. A call that
/// never returned has an unknown outcome. A wait is a read that was in no hurry.
/// </summary>
/// <remarks>Lines know neither proposal ids nor content types: equal values are one proposal. Values are text, or <c>base64:</c> and what they are.</remarks>
public static class HistoryLine
{
    private const string Propose = "propose", ReadOp = "read";

    private static readonly ProposalId AnyId = new(new Guid(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The line, without its end.</summary>
    public static string Write(HistoryEntry call)
    {
        var answered = call.Holds is not null || call.SawNothing;
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            json.WriteNumber("client", call.Client);
            json.WriteString("op", call.Own is null ? ReadOp : Propose);
            json.WriteString("key", call.Key.Value);
            json.WriteString("input", Text(call.Own));
            json.WriteString("output", Text(call.Holds));
            json.WriteNumber("call", call.Start);
            if (answered) json.WriteNumber("return", call.End);
            else json.WriteNull("return");
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Reads a line. Members it does not know are left aside.</summary>
    /// <exception cref="FormatException">It is none; the message says why.</exception>
    public static HistoryEntry Parse(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return Entry(document.RootElement);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException or KeyNotFoundException)
        {
            throw new FormatException(exception.Message, exception);
        }
    }

    private static HistoryEntry Entry(JsonElement json)
    {
        var own = Value(json.GetProperty("input"));
        var holds = Value(json.GetProperty("output"));
        var op = json.GetProperty("op").GetString();
        if (op is not (Propose or ReadOp)) throw new FormatException($"'{op}' is no op: write \"{Propose}\" or \"{ReadOp}\".");
        if (op == Propose != own is not null) throw new FormatException("A propose has an input, and a read has none.");
        var start = json.GetProperty("call").GetInt64();
        long? end = json.GetProperty("return") is { ValueKind: not JsonValueKind.Null } returned ? returned.GetInt64() : null;
        if (end < start) throw new FormatException($"It returned at {end}, before it was called at {start}.");
        if (end is null && holds is not null) throw new FormatException("It has an output and yet never returned.");
        var outcome = end is null ? null : new Outcome(holds is null ? OutcomeKind.Undecided : OutcomeKind.Decided, holds, 0, 0);
        var key = new RegisterKey(json.GetProperty("key").GetString()!);
        return new HistoryEntry(key, own, start, end ?? HistoryEntry.Never, outcome, json.GetProperty("client").GetInt32());
    }

    private static Proposal? Value(JsonElement json) =>
        json.GetString() is { } text ? new Proposal(AnyId, new RegisterValue(Strict.GetBytes(text), "")) : null;

    private static string? Text(Proposal? proposal)
    {
        if (proposal is null) return null;
        var bytes = proposal.Value.Bytes.Span;
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return $"base64:{Convert.ToBase64String(bytes)}";
        }
    }
}
