using System.Buffers.Binary;
using System.Text;
using Actors.Paxos;

namespace Actors.Client.Races;

/// <summary>The registers and proposals of a race. They follow from its run id, so that none of them need be kept.</summary>
internal sealed class RaceTrack(RaceSettings settings)
{
    private const int ValueBytes = 64;

    public RegisterKey Key(int index) => new($"race/{settings.Run:x16}/{index}");

    public Proposal Proposal(int index, int racer) =>
        new(Id(index, racer), new RegisterValue(Encoding.UTF8.GetBytes($"racer {racer} of {Key(index)}".PadRight(ValueBytes)), "text/plain"));

    public Proposal[] Proposals(int index) => [.. Enumerable.Range(0, settings.Racers).Select(racer => Proposal(index, racer))];

    private ProposalId Id(int index, int racer)
    {
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, settings.Run);
        BinaryPrimitives.WriteInt32BigEndian(bytes[8..], index);
        // From 1: no run id makes it the empty uuid.
        BinaryPrimitives.WriteInt32BigEndian(bytes[12..], racer + 1);
        return new ProposalId(new Guid(bytes, bigEndian: true));
    }
}
