using System.Globalization;
using System.Text;
using System.Text.Json;
using Actors.Demo;
using Actors.Pages.Desk;
using Actors.Pages.Diagrams;
using Actors.Paxos;

namespace Actors.Pages.Browse;

/// <summary>What a register holds, in words: anybody may have stored anything.</summary>
/// <param name="Text">All of it, or its beginning.</param>
/// <param name="Brief">In a word or two.</param>
/// <param name="Tone">Its colour, if it is one of an order.</param>
internal sealed record ValueText(string Text, string Brief, Tone Tone)
{
    private const int TextMax = 2000, BriefMax = 14, BytesMax = 32;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static ValueText Of(RegisterValue value)
    {
        if (value.Bytes.Length == 0) return new("(no bytes at all, which is a value too)", "no bytes", Tone.Neutral);
        if (Read(value.Bytes.Span) is not { } text)
            return new($"{Count(value)}: {Cut(Convert.ToHexString(value.Bytes.Span[..Math.Min(BytesMax, value.Bytes.Length)]), BytesMax * 2)}", Count(value), Tone.Neutral);
        var state = StateOf(value);
        return new(Cut(text, TextMax), state is null ? Cut(text.Trim(), BriefMax) : DeskWords.Of(state), DeskWords.ToneOf(state));
    }

    /// <summary>How many bytes of what.</summary>
    public static string Size(RegisterValue value) => $"{Count(value)}{(value.ContentType.Length == 0 ? "" : $" of {value.ContentType}")}";

    private static string Count(RegisterValue value) =>
        value.Bytes.Length == 1 ? "1 byte" : string.Create(CultureInfo.InvariantCulture, $"{value.Bytes.Length:N0} bytes");

    /// <summary>The text, null if it is none that can be shown.</summary>
    private static string? Read(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var text = Strict.GetString(bytes);
            return text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')) ? null : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>What became of an order, if that is what it says.</summary>
    private static OrderState? StateOf(RegisterValue value)
    {
        try
        {
            return JsonSerializer.Deserialize<OrderOutcome>(value.Bytes.Span, JsonSerializerOptions.Web) is { State: OrderState.Cancelled or OrderState.Shipped } outcome ? outcome.State : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Cut(string text, int max) =>
        text.Length <= max ? text : $"{text[..(char.IsHighSurrogate(text[max - 1]) ? max - 1 : max)]}…";
}
