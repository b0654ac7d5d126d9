using System.Text.Json;
using Actors.Demo;
using Actors.Pages.Desk;
using Actors.Pages.Diagrams;
using Actors.Rounds;

namespace Actors.Pages.Rounds;

/// <summary>Messages and values in words, short enough for a diagram.</summary>
internal sealed class RoundWords
{
    private const int BriefMax = 9, QuoteMax = 40;

    private readonly Dictionary<string, Tone> _tones = [];

    /// <summary>A value in a word.</summary>
    public static string Of(RoundValue value) => StateOf(value) switch
    {
        OrderState.Cancelled => "Cancel",
        OrderState.Shipped => "Ship",
        _ => Cut(value.Text, BriefMax),
    };

    /// <summary>A value in a sentence.</summary>
    public static string Quote(RoundValue value) => StateOf(value) is null ? $"“{Cut(value.Text, QuoteMax)}”" : Of(value);

    /// <summary>What a message says.</summary>
    public static string Of(RoundMessage message) => message.Kind switch
    {
        RoundMessageKind.FastAccept => $"accept {Of(message.Value!)}",
        RoundMessageKind.Prepare => $"prepare {message.Ballot}",
        RoundMessageKind.Accept => $"accept {message.Ballot} {Of(message.Value!)}",
        RoundMessageKind.Promise => message.Value is { } value ? $"promise, has {Of(value)}" : "promise",
        RoundMessageKind.Accepted => "accepted",
        RoundMessageKind.Nack => message.Promised is { Round: > 0 } promised ? $"nack: {promised}" : message.Value is { } taken ? $"nack: has {Of(taken)}" : "nack",
        RoundMessageKind.Learn or RoundMessageKind.Chosen => $"chosen {Of(message.Value!)}",
        var kind => kind.ToString().ToLowerInvariant(),
    };

    /// <summary>The colour of a value: orders have theirs, others get one as they come.</summary>
    public Tone ToneOf(RoundValue value)
    {
        if (StateOf(value) is { } state) return DeskWords.ToneOf(state);
        if (!_tones.TryGetValue(value.Text, out var tone))
            _tones.Add(value.Text, tone = _tones.Count switch { 0 => Tone.First, 1 => Tone.Second, _ => Tone.Neutral });
        return tone;
    }

    /// <summary>The colour of a message: that of its round, or of what it says was chosen.</summary>
    public Tone ToneOf(RoundMessage message) =>
        message.Kind is RoundMessageKind.Learn or RoundMessageKind.Chosen ? ToneOf(message.Value!) : message.IsFast ? Tone.Fast : Tone.Classic;

    private static string Cut(string text, int max) => text.Length <= max ? text : $"{text[..(max - 1)].TrimEnd()}…";

    private static OrderState? StateOf(RoundValue value)
    {
        try
        {
            return JsonSerializer.Deserialize<OrderOutcome>(value.Text, JsonSerializerOptions.Web)?.State;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
