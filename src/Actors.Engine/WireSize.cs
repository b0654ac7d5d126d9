using Actors.Paxos;

namespace Actors.Engine;

/// <summary>About how many bytes things take on the wire: what bounds a batch, an answer and a write, so that a slow link carries each of them in time.</summary>
internal static class WireSize
{
    /// <summary>What an answer may have beyond its first reply: 1 MiB. The messages that it does not answer are sent again.</summary>
    public const int AnswerMax = 1024 * 1024;

    /// <summary>Ballots, ids, lengths.</summary>
    private const int Overhead = 128;

    public static int Of(RegisterMessage message) => Overhead + message.Key.Value.Length + Of(message.Message switch
    {
        Accept accept => accept.Proposal,
        Learn learn => learn.Proposal,
        _ => null,
    });

    public static int Of(AcceptorReply reply) => Overhead + Of(reply switch
    {
        Promise promise => promise.Accepted?.Proposal,
        Nack nack => nack.Pair?.Proposal,
        Report report => report.Accepted?.Proposal,
        Chosen chosen => chosen.Proposal,
        _ => null,
    });

    /// <summary>How many of the replies, from the first, one answer has room for: one at least.</summary>
    public static int Fitting(IReadOnlyList<AcceptorReply> replies, int bytesMax)
    {
        var bytes = 0;
        for (var i = 0; i < replies.Count; i++)
            if ((bytes += Of(replies[i])) > bytesMax && i > 0) return i;
        return replies.Count;
    }

    private static int Of(Proposal? proposal) => proposal is null ? 0 : proposal.Value.Bytes.Length + proposal.Value.ContentType.Length;
}
