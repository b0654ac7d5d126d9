using System.Text.Json;
using Actors.Demo;
using Actors.Pages.Desk;
using Actors.Pages.Diagrams;
using Actors.Registers;
using Actors.Rounds;

namespace Actors.Pages.Rounds;

/// <summary>Messages and values in words, short enough for a diagram.</summary>
internal sealed class RoundWords
{
    private const int BriefMax = 9, QuoteMax = 40, TagMax = 4;

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

    /// <summary>A node by its name, and a client by the first signs of its own, which is long and random.</summary>
    public static string NameOf(string proposer) => ClientName.Is(proposer) ? $"client {TagOf(proposer)}" : proposer;

    /// <summary>A ballot, likewise.</summary>
    public static string Of(RoundBallot ballot) => ballot.Node is { } node && ClientName.Is(node) ? $"{ballot.Round}@{TagOf(node)}" : ballot.ToString();

    /// <summary>What a message says.</summary>
    public static string Of(RoundMessage message) => message.Kind switch
    {
        RoundMessageKind.FastAccept => $"accept {Of(message.Value!)}",
        RoundMessageKind.Prepare => $"prepare {Of(message.Ballot!)}",
        RoundMessageKind.Accept => $"accept {Of(message.Ballot!)} {Of(message.Value!)}",
        RoundMessageKind.Promise => message.Value is { } value ? $"promise, has {Of(value)}" : "promise",
        RoundMessageKind.Accepted => "accepted",
        RoundMessageKind.Nack => message.Promised is { Round: > 0 } promised ? $"nack: {Of(promised)}" : message.Value is { } taken ? $"nack: has {Of(taken)}" : "nack",
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

    private static string TagOf(string client)
    {
        var name = client[(client.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return name[..Math.Min(name.Length, TagMax)];
    }

    private static string Cut(string text, int max) => text.Length <= max ? text : $"{text[..(max - 1)].TrimEnd()}…";

    /// <summary>What becomes of an order by a value; null for any other value.</summary>
    public static OrderState? StateOf(RoundValue value)
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
