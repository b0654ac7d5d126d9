using System.Globalization;
using Actors.Explorer.Search;
using Actors.Paxos;

namespace Actors.Explorer.Rules.Paxos;

/// <summary>The product's messages in short words, and their proposals as choices.</summary>
internal static class Words
{
    private static readonly IReadOnlyList<Proposal> Proposals =
        [.. Choice.All.Select((choice, i) => new Proposal(new ProposalId(new Guid(i + 1, 0, 0, new byte[8])), new RegisterValue(System.Text.Encoding.UTF8.GetBytes(choice), "text/plain")))];

    public static Proposal ProposalOf(int caller) => Proposals[caller];

    public static string Of(Proposal proposal) => System.Text.Encoding.UTF8.GetString(proposal.Value.Bytes.Span);

    public static string Of(Ballot ballot) => ballot.IsFast ? "fast" : string.Create(CultureInfo.InvariantCulture, $"{ballot.Round}{ballot.Proposer.Node[0]}");

    public static string Of(AcceptorMessage message) => message switch
    {
        Prepare prepare => $"prepare {Of(prepare.Ballot)}",
        Accept { Ballot.IsFast: true } accept => $"fast: {Of(accept.Proposal)}",
        Accept accept => $"accept {Of(accept.Ballot)} {Of(accept.Proposal)}",
        _ => "read",
    };

    public static string Of(AcceptorReply reply) => reply switch
    {
        Promise { Accepted: null } promise => $"promise {Of(promise.Ballot)}",
        Promise promise => $"promise {Of(promise.Ballot)}, has {Of(promise.Accepted!.Proposal)}",
        Accepted accepted => $"accepted {Of(accepted.Ballot)}",
        Nack { Promised.IsFast: true } => "taken",
        Nack nack => $"no: {Of(nack.Promised)}",
        _ => "?",
    };

    public static void Add(this StateWriter writer, Ballot ballot)
    {
        writer.Add((int)ballot.Round);
        writer.Add(ballot.IsFast ? 0 : (int)ballot.Proposer.Node[0]);
    }

    public static void Add(this StateWriter writer, Proposal? proposal) => writer.Add(proposal is null ? 0 : proposal == Proposals[0] ? 1 : 2);

    public static void Add(this StateWriter writer, AcceptedPair? pair)
    {
        writer.Add(pair?.Proposal);
        if (pair is not null) writer.Add(pair.Ballot);
    }
}
