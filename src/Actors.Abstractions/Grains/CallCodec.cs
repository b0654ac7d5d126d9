using System.Buffers;
using Actors.Paxos;

namespace Actors.Grains;

/// <summary>
/// The binary form of calls that travel together, and of their outcomes, version 1: version, count, then for each call its key and, after a byte that
/// says whether there is one, its proposal; for each outcome its kind, how many acceptors answered, the rounds and, if another proposal won, that one.
/// </summary>
internal static class CallCodec
{
    /// <summary>The most calls in a batch: 4096.</summary>
    public const int CountMax = 4096;

    private const byte Look = 0, Propose = 1;
    private const byte Open = 0, DecidedOwn = 1, DecidedOther = 2, Undecided = 3, NoQuorum = 4, Unknown = 5;

    public static byte[] Encode(IReadOnlyList<RegisterCall> calls)
    {
        var output = Begin(calls.Count, bytesEach: 160);
        for (var i = 0; i < calls.Count; i++)
        {
            var (key, own) = calls[i];
            PaxosCodec.Write(output, key);
            output.WriteByte(own is null ? Look : Propose);
            if (own is not null) PaxosCodec.Write(output, own);
        }
        return output.WrittenSpan.ToArray();
    }

    /// <exception cref="InvalidDataException">Not a batch of this version.</exception>
    public static RegisterCall[] DecodeCalls(ReadOnlySpan<byte> bytes)
    {
        var input = new WireReader(bytes);
        var calls = new RegisterCall[ReadCount(ref input)];
        for (var i = 0; i < calls.Length; i++)
        {
            var key = PaxosCodec.ReadKey(ref input);
            calls[i] = new RegisterCall(key, input.ReadByte() switch
            {
                Look => null,
                Propose => PaxosCodec.ReadProposal(ref input),
                var kind => throw new InvalidDataException($"Unknown kind of call: {kind}."),
            });
        }
        return calls;
    }

    /// <param name="calls">The calls that the outcomes answer: a caller need not be sent its own proposal.</param>
    /// <param name="outcomes">As many; null for those that are still open.</param>
    public static byte[] Encode(IReadOnlyList<RegisterCall> calls, IReadOnlyList<Outcome?> outcomes)
    {
        var output = Begin(calls.Count, bytesEach: 16);
        for (var i = 0; i < calls.Count; i++)
        {
            var kind = KindOf(calls[i], outcomes[i]);
            output.WriteByte(kind);
            if (kind == Open) continue;
            output.WriteNumber(outcomes[i]!.Answered);
            output.WriteNumber(outcomes[i]!.Rounds);
            if (kind == DecidedOther) PaxosCodec.Write(output, outcomes[i]!.Proposal!);
        }
        return output.WrittenSpan.ToArray();
    }

    /// <exception cref="InvalidDataException">Not the outcomes of these calls.</exception>
    public static Outcome?[] DecodeOutcomes(ReadOnlySpan<byte> bytes, IReadOnlyList<RegisterCall> calls)
    {
        var input = new WireReader(bytes);
        var outcomes = new Outcome?[ReadCount(ref input)];
        if (outcomes.Length != calls.Count) throw new InvalidDataException($"{outcomes.Length} outcomes came for {calls.Count} calls.");
        for (var i = 0; i < outcomes.Length; i++) outcomes[i] = ReadOutcome(ref input, calls[i]);
        return outcomes;
    }

    private static byte KindOf(RegisterCall call, Outcome? outcome) => outcome?.Kind switch
    {
        null => Open,
        OutcomeKind.Decided => outcome.Proposal == call.Own ? DecidedOwn : DecidedOther,
        OutcomeKind.Undecided => Undecided,
        OutcomeKind.NoQuorum => NoQuorum,
        _ => Unknown,
    };

    private static Outcome? ReadOutcome(ref WireReader input, RegisterCall call)
    {
        var kind = input.ReadByte();
        if (kind == Open) return null;
        var (answered, rounds) = ((int)Math.Min(input.ReadNumber(), int.MaxValue), (int)Math.Min(input.ReadNumber(), int.MaxValue));
        return kind switch
        {
            DecidedOwn => new Outcome(OutcomeKind.Decided, call.Own ?? throw new InvalidDataException("A look cannot win."), answered, rounds),
            DecidedOther => new Outcome(OutcomeKind.Decided, PaxosCodec.ReadProposal(ref input), answered, rounds),
            Undecided => new Outcome(OutcomeKind.Undecided, null, answered, rounds),
            NoQuorum => new Outcome(OutcomeKind.NoQuorum, null, answered, rounds),
            Unknown => new Outcome(OutcomeKind.Unknown, null, answered, rounds),
            _ => throw new InvalidDataException($"Unknown kind of outcome: {kind}."),
        };
    }

    private static ArrayBufferWriter<byte> Begin(int count, int bytesEach)
    {
        var output = new ArrayBufferWriter<byte>((bytesEach * count) + 16);
        PaxosCodec.WriteVersion(output);
        output.WriteNumber(count);
        return output;
    }

    private static int ReadCount(ref WireReader input)
    {
        PaxosCodec.ReadVersion(ref input);
        return input.ReadNumber() is <= CountMax and var count ? (int)count : throw new InvalidDataException($"A batch has at most {CountMax} calls.");
    }
}
