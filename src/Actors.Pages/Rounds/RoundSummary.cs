using System.Globalization;
using Actors.Paxos;
using Actors.Rounds;

namespace Actors.Pages.Rounds;

/// <summary>How a register came to be decided, in a sentence.</summary>
internal static class RoundSummary
{
    /// <summary>Null while no quorum was seen.</summary>
    /// <param name="story">What happened.</param>
    /// <param name="count">How many acceptors the register has.</param>
    public static string? Of(RoundStory story, int count)
    {
        var quorums = QuorumSystem.Of(count);
        var asked = new Dictionary<(string Acceptor, string Proposer, RoundBallot? Ballot), RoundValue>();
        var accepted = new Dictionary<(RoundBallot Ballot, RoundValue Value), HashSet<string>>();
        foreach (var item in story.Moments.Select(moment => moment.Event))
        {
            if (item.Message is not { } message) continue;
            if (item.Step == RoundStep.Received && message.Kind is RoundMessageKind.FastAccept or RoundMessageKind.Accept)
                asked[(message.To, message.From, message.Ballot)] = message.Value!;
            if (item.Step != RoundStep.Sent || message.Kind != RoundMessageKind.Accepted || !asked.TryGetValue((message.From, message.To, message.Ballot), out var value)) continue;
            if (!accepted.TryGetValue((message.Ballot!, value), out var acceptors)) accepted.Add((message.Ballot!, value), acceptors = []);
            acceptors.Add(message.From);
            if (acceptors.Count >= (message.IsFast ? quorums.Fast : quorums.Classic)) return Say(message.Ballot!, RoundWords.Quote(value), acceptors.Count, accepted.Keys.Count(pair => pair.Ballot.Round == 0) > 1, quorums);
        }
        return null;
    }

    /// <summary>How long each caller who proposed waited for the answer, by the clock of the caller's own node; empty while nobody was answered.</summary>
    public static string Times(RoundStory story)
    {
        var begun = new Dictionary<string, DateTimeOffset>();
        var told = new Dictionary<string, TimeSpan>();
        foreach (var call in story.Moments.Select(moment => moment.Event))
            if (call is { Step: RoundStep.Asked, Value: not null }) begun.TryAdd(call.Node, call.At);
            else if (call is { Step: RoundStep.Told, Outcome: OutcomeKind.Decided } && begun.TryGetValue(call.Node, out var asked)) told.TryAdd(call.Node, call.At - asked);
        return told.Count == 0 ? "" : $"Who asked {string.Join(", who asked ", told.Select(pair => $"at {pair.Key} was told after {Ms(pair.Value)}"))}.";
    }

    private static string Ms(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.0} ms");

    private static string Say(RoundBallot ballot, string value, int count, bool collided, QuorumSystem quorums) =>
        ballot.Round == 0 ? $"One round trip was enough: {(count == quorums.Acceptors ? $"all {count}" : $"{count} of {quorums.Acceptors}")} nodes accepted {value} in the fast round."
        : collided ? $"The fast round was split: some nodes had accepted one value, some another. In round {ballot.Round}, led by {ballot.Node}, a majority accepted {value}."
        : $"The fast round did not get {(quorums.Fast == quorums.Acceptors ? $"all {quorums.Fast}" : $"{quorums.Fast} of {quorums.Acceptors}")} nodes. In round {ballot.Round}, led by {ballot.Node}, a majority of {quorums.Classic} was enough for {value}.";
}
