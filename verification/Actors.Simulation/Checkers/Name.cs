using Actors.Paxos;

namespace Actors.Simulation.Checkers;

/// <summary>Short names for reading. A world numbers its proposals in the last bytes of their ids.</summary>
internal static class Name
{
    public static Proposal Proposal(int number, RegisterValue value, long salt = 0) =>
        new(new ProposalId(new Guid((int)(salt >> 32), (short)(salt >> 16), (short)salt, 0, 0, 0, 0, 0, 0, (byte)(number >> 8), (byte)number)), value);

    public static string Of(Proposal proposal)
    {
        if (proposal == TrimmedSlot.Proposal) return "trimmed";
        Span<byte> bytes = stackalloc byte[16];
        proposal.Id.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        return $"p{(bytes[14] << 8) + bytes[15]}";
    }

    public static string Of(AcceptedPair? pair) => pair is null ? "nothing" : $"{Of(pair.Proposal)} at {pair.Ballot}";

    public static string Of(AcceptorMessage message) => message switch
    {
        Prepare prepare => $"prepare {prepare.Ballot}",
        Accept accept => $"accept {accept.Ballot} {Of(accept.Proposal)}",
        Learn learn => $"learn {Of(learn.Proposal)}",
        Trim => "trim",
        _ => "read",
    };

    public static string Of(AcceptorReply reply) => reply switch
    {
        Promise promise => $"promise {promise.Ballot}, has {Of(promise.Accepted)}",
        Accepted accepted => $"accepted {accepted.Ballot}",
        Nack nack => $"nack {nack.Ballot}, promised {nack.Promised}, has {Of(nack.Pair)}",
        Report report => $"report: promised {report.Promised}, has {Of(report.Accepted)}",
        Chosen chosen => $"chosen {Of(chosen.Proposal)}",
        _ => "learned",
    };
}
