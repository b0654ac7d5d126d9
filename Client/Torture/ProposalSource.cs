using System.Buffers.Binary;
using System.Text;
using Actors.Paxos;

namespace Actors.Client.Torture;

/// <summary>The proposals of a caller, no two alike in id or value.</summary>
internal sealed class ProposalSource(ulong run, int caller)
{
    private int _count;

    public Proposal Next()
    {
        var number = ++_count;
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, run);
        BinaryPrimitives.WriteInt32BigEndian(bytes[8..], caller);
        BinaryPrimitives.WriteInt32BigEndian(bytes[12..], number);
        return new Proposal(
            new ProposalId(new Guid(bytes, bigEndian: true)),
            new RegisterValue(Encoding.UTF8.GetBytes($"{caller}/{number}"), "text/plain"));
    }
}
