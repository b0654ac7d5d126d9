using System.Text;
using Actors.Paxos;

namespace Actors.Histories;

/// <summary>How checkers name proposals unless they are told otherwise.</summary>
internal static class ProposalName
{
    private const int TextBytesMax = 40;

    public static string Of(Proposal proposal)
    {
        var bytes = proposal.Value.Bytes.Span;
        return bytes.Length <= TextBytesMax ? $"'{Encoding.UTF8.GetString(bytes)}' of {proposal.Id}" : $"{proposal.Value} of {proposal.Id}";
    }
}
