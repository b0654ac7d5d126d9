using System.Text;
using Actors.Paxos;
using Actors.Simulation.Checkers;

namespace Actors.Simulation.Tests.Checkers;

/// <summary>The cast of the hand-made histories.</summary>
internal static class Given
{
    public static readonly RegisterKey Key = new("k");
    public static readonly Proposal Red = Name.Proposal(1, new RegisterValue(Encoding.UTF8.GetBytes("red"), ""));
    public static readonly Proposal Blue = Name.Proposal(2, new RegisterValue(Encoding.UTF8.GetBytes("blue"), ""));
    public static readonly Ballot One = new(1, new ProposerId("n1", 1, 1));
    public static readonly Ballot Two = new(2, new ProposerId("n2", 1, 1));
}
