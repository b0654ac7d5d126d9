using System.Text;

namespace Actors.Paxos.Tests;

/// <summary>The words that the tests share.</summary>
internal static class Given
{
    public static readonly Proposal Apple = Fruit(1, "apple"), Pear = Fruit(2, "pear"), Plum = Fruit(3, "plum");

    public static Ballot At(long round, string node = "n1") => new(round, Of(node));

    public static ProposerId Of(string node) => new(node, 1, 1);

    public static AcceptorState After(params AcceptorMessage[] messages) =>
        messages.Aggregate(AcceptorState.Initial, (state, message) => Acceptor.Handle(state, message).Next ?? state);

    public static AcceptorReply Reply(this AcceptorState state, AcceptorMessage message) => Acceptor.Handle(state, message).Reply;

    /// <summary>Every choice of <paramref name="size"/> of the numbers 0 to <paramref name="of"/> - 1.</summary>
    public static IEnumerable<int[]> Subsets(int of, int size) =>
        from mask in Enumerable.Range(0, 1 << of)
        where int.PopCount(mask) == size
        select Enumerable.Range(0, of).Where(bit => (mask >> bit & 1) != 0).ToArray();

    private static Proposal Fruit(byte number, string name) =>
        new(new ProposalId(new Guid(number, 0, 0, new byte[8])), new RegisterValue(Encoding.UTF8.GetBytes(name), "text/plain"));
}
