using System.Globalization;
using Actors.Paxos;
using Actors.Rounds;

namespace Actors.Pages.Rounds;

/// <summary>How a register came to be decided, in a sentence.</summary>
internal static class RoundSummary
{
    /// <summary>Null while no quorum was seen to accept one value at one ballot.</summary>
    /// <param name="story">What happened.</param>
    /// <param name="count">How many acceptors the register has.</param>
    public static string? Of(RoundStory story, int count)
    {
        var quorums = QuorumSystem.Of(count);
        var asked = new Dictionary<(string Acceptor, string Proposer, RoundBallot? Ballot), RoundValue>();
        var accepted = new Dictionary<(RoundBallot Ballot, RoundValue Value), HashSet<string>>();
        foreach (var item in story.Moments.Select(moment => moment.Event))
        {
            if (item is { Step: RoundStep.Received, Message: { Kind: RoundMessageKind.FastAccept or RoundMessageKind.Accept } ask })
                asked[(ask.To, ask.From, ask.Ballot)] = ask.Value!;
            if (item is not { Step: RoundStep.Sent, Message: { Kind: RoundMessageKind.Accepted } reply }) continue;
            if (!asked.TryGetValue((reply.From, reply.To, reply.Ballot), out var value)) continue;
            if (!accepted.TryGetValue((reply.Ballot!, value), out var acceptors)) accepted.Add((reply.Ballot!, value), acceptors = []);
            acceptors.Add(reply.From);
            if (acceptors.Count < (reply.IsFast ? quorums.Fast : quorums.Classic)) continue;
            return reply.IsFast
                ? OfFast(Of(acceptors.Count, quorums), RoundWords.Quote(value), Prepared(story, reply.Proposer))
                : OfClassic(reply.Ballot!, RoundWords.Quote(value), accepted.Keys.Count(pair => pair.Ballot.Round == 0) > 1, quorums);
        }
        return null;
    }

    /// <summary>
    /// How long each caller who proposed waited for the answer, by the clock of the caller's own node; empty while nobody was answered. Who came when the
    /// node knew already is left out.
    /// </summary>
    public static string Times(RoundStory story)
    {
        var begun = new Dictionary<string, DateTimeOffset>();
        var told = new Dictionary<string, TimeSpan>();
        var (spoke, failed) = (new HashSet<string>(), new HashSet<string>());
        foreach (var call in story.Moments.Select(moment => moment.Event))
            if (call is { Step: RoundStep.Sent, Message.IsReply: false }) spoke.Add(call.Node);
            else if (call is { Step: RoundStep.Asked, Value: not null })
            {
                // Who asks again after a failure waits from then on.
                if (failed.Remove(call.Node)) begun[call.Node] = call.At;
                else begun.TryAdd(call.Node, call.At);
            }
            else if (call is { Step: RoundStep.Told, Outcome: OutcomeKind.NoQuorum or OutcomeKind.Unknown }) failed.Add(call.Node);
            else if (call is { Step: RoundStep.Told, Outcome: OutcomeKind.Decided } && spoke.Contains(call.Node) && begun.TryGetValue(call.Node, out var at)) told.TryAdd(call.Node, call.At - at);
        return told.Count == 0 ? "" : $"Who asked {string.Join(", who asked ", told.Select(pair => $"at {pair.Key} was told after {Ms(pair.Value)}"))}.";
    }

    /// <summary>Whether the proposer that won in the fast round did not wait for its answers.</summary>
    private static bool Prepared(RoundStory story, string proposer) =>
        story.Moments.Any(moment => moment.Event is { Step: RoundStep.Sent, Message.Kind: RoundMessageKind.Prepare } sent && sent.Node == proposer);

    private static string Of(int acceptors, QuorumSystem quorums) => acceptors == quorums.Acceptors ? $"all {acceptors}" : $"{acceptors} of {quorums.Acceptors}";

    private static string OfFast(string quorum, string value, bool late) => late
        ? $"In the fast round {quorum} nodes accepted {value}, and so it was chosen; but the answers were slow, and a classic round had to find that out."
        : $"One round trip was enough: {quorum} nodes accepted {value} in the fast round.";

    private static string OfClassic(RoundBallot ballot, string value, bool split, QuorumSystem quorums) => split
        ? $"The fast round was split: some nodes had accepted one value, some another. In round {ballot.Round}, led by {RoundWords.NameOf(ballot.Node!)}, a majority accepted {value}."
        : $"The fast round did not get {Of(quorums.Fast, quorums)} nodes. In round {ballot.Round}, led by {RoundWords.NameOf(ballot.Node!)}, a majority of {quorums.Classic} was enough for {value}.";

    private static string Ms(TimeSpan time) =>
        time.TotalSeconds < 1 ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.0} ms") : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");
}
