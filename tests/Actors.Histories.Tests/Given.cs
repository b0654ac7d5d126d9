using System.Text;
using Actors.Paxos;

namespace Actors.Histories.Tests;

/// <summary>The cast of the hand-made histories.</summary>
internal static class Given
{
    public static readonly RegisterKey Key = new("k");
    public static readonly Proposal Red = Proposal("red");
    public static readonly Proposal Blue = Proposal("blue");
    public static readonly Ballot One = new(1, new ProposerId("n1", 1, 1));
    public static readonly Ballot Two = new(2, new ProposerId("n2", 1, 1));

    public static HistoryEntry Propose(Proposal own, long start, long end, Proposal? holds) => new(Key, own, start, end, Told(holds, OutcomeKind.Unknown));

    public static HistoryEntry Read(long start, long end, Proposal? holds) => new(Key, null, start, end, Told(holds, OutcomeKind.Undecided));

    private static Proposal Proposal(string value) => new(ProposalId.New(), new RegisterValue(Encoding.UTF8.GetBytes(value), ""));

    private static Outcome Told(Proposal? holds, OutcomeKind otherwise) => new(holds is null ? otherwise : OutcomeKind.Decided, holds, 3, 0);
}
