using Actors.Paxos;
using Actors.Rounds;

namespace Actors.Pages.Rounds;

/// <summary>How a register came to be decided, in a sentence.</summary>
internal static class RoundSummary
{
    /// <summary>Null while no quorum was seen.</summary>
    public static string? Of(RoundStory story)
    {
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
            var quorums = QuorumSystem.Of(Acceptors(story));
            if (acceptors.Count >= (message.IsFast ? quorums.Fast : quorums.Classic)) return Say(message.Ballot!, RoundWords.Of(value), acceptors.Count, accepted.Keys.Count(pair => pair.Ballot.Round == 0) > 1, quorums);
        }
        return null;
    }

    private static int Acceptors(RoundStory story) =>
        story.Moments.Where(moment => moment.Event.Message is not null).Select(moment => moment.Event.Message!.Acceptor).Concat(story.Holds.Keys).Distinct().Count();

    private static string Say(RoundBallot ballot, string value, int count, bool collided, QuorumSystem quorums) =>
        ballot.Round == 0 ? $"One round trip was enough: {(count == quorums.Acceptors ? $"all {count}" : $"{count} of {quorums.Acceptors}")} nodes accepted {value} in the fast round."
        : collided ? $"The fast round was split: some nodes had accepted one value, some the other. In round {ballot.Round}, led by {ballot.Node}, a majority accepted {value}."
        : $"The fast round needs {quorums.Fast} of {quorums.Acceptors} nodes and did not get them. In round {ballot.Round}, led by {ballot.Node}, a majority of {quorums.Classic} was enough for {value}.";
}
