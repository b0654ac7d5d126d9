using System.Text;
using Actors.Paxos;

namespace Actors.Engine.Tests;

internal static class Given
{
    public static readonly ClusterLayout ThreeNodes = new(["n1", "n2", "n3"], 3);

    public static RegisterKey Key(int number = 1) => new($"orders/{number}");

    public static Proposal Proposal(string value = "ship") => new(ProposalId.New(), new RegisterValue(Encoding.UTF8.GetBytes(value), "text/plain"));

    public static RegisterMessage FastAccept(int number = 1) => new(Key(number), new Accept(Ballot.Fast, Proposal()));

    public static ProposerEngine NewEngine(ClusterLayout? layout = null, ProposerOptions? options = null) =>
        new(layout ?? ThreeNodes, new ProposerIds("n1", 1, new Random(1)), options ?? new ProposerOptions(), new Random(1));

    public static TimeSpan Ms(double milliseconds) => TimeSpan.FromMilliseconds(milliseconds);
}
