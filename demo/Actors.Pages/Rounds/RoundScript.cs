using Actors.Registers;
using Actors.Rounds;

namespace Actors.Pages.Rounds;

/// <summary>What happened, a line a message, for those who would rather read than look.</summary>
internal static class RoundScript
{
    public static IEnumerable<string> Of(RoundStory story) =>
        story.Moments.Where(RoundDiagram.IsShown).Select(moment => Say(moment)).OfType<string>();

    private static string? Say(RoundMoment moment)
    {
        var message = moment.Event.Message!;
        var route = message.IsReply ? $"{message.From} to {At(message.To)}" : $"{At(message.From)} to {message.To}";
        return moment.Event.Step switch
        {
            RoundStep.Received when moment.SentAt is not null => $"From {route}: {Words(message)}",
            RoundStep.Sent when moment is { ReceivedAt: null, GivenUpAt: not null } => $"From {route}: {Words(message)} (lost)",
            _ => null,
        };
    }

    /// <summary>A client has no node: it is a proposer itself.</summary>
    private static string At(string proposer) => ClientName.Is(proposer) ? RoundWords.NameOf(proposer) : $"the proposer at {proposer}";

    private static string Words(RoundMessage message) => message.Kind switch
    {
        RoundMessageKind.FastAccept => $"accept {RoundWords.Quote(message.Value!)} in the fast round.",
        RoundMessageKind.Prepare => $"promise me round {message.Ballot!.Round}.",
        RoundMessageKind.Accept => $"accept {RoundWords.Quote(message.Value!)} in round {message.Ballot!.Round}.",
        RoundMessageKind.Promise => message.Value is { } value ? $"promised; I have accepted {RoundWords.Quote(value)} before." : "promised; I have accepted nothing before.",
        RoundMessageKind.Accepted => "accepted.",
        RoundMessageKind.Nack => message.Promised is { Round: > 0 } promised ? $"no, I have promised round {promised.Round} to {RoundWords.NameOf(promised.Node!)}." : "no, I have accepted something else.",
        _ => $"{RoundWords.Quote(message.Value!)} is chosen.",
    };
}
