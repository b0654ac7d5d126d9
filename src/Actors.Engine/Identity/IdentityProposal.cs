using System.Security.Cryptography;
using System.Text;
using Actors.Paxos;

namespace Actors.Engine.Identity;

/// <summary>
/// Proposals whose id follows from what they say. Nodes that bind the same thing make one and the same proposal, so it cannot matter which of them
/// is remembered by a node that is about to be found out.
/// </summary>
internal static class IdentityProposal
{
    public static Proposal Of(RegisterKey key, RegisterValue value)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{key.Value}\n"));
        hash.AppendData(value.Bytes.Span);
        return new Proposal(new ProposalId(new Guid(hash.GetHashAndReset().AsSpan(0, 16))), value);
    }
}
