using System.Text;
using Actors.Paxos;

namespace Actors.Grains.Tests;

public sealed class CallCodecTests
{
    private static readonly Proposal Own = new(
        new ProposalId(Guid.Parse("6f1b1f0e-4f3a-4c55-9f0e-3a1d2c4b5a69")), new RegisterValue(Encoding.UTF8.GetBytes("ship"), "text/plain"));

    private static readonly Proposal Other = new(
        new ProposalId(Guid.Parse("00000000-0000-0000-0000-000000000001")), new RegisterValue(Array.Empty<byte>(), ""));

    private static readonly RegisterCall[] Calls = [.. Enumerable.Range(1, 6).Select(i => new RegisterCall(new RegisterKey($"orders/{i}"), i == 3 ? null : Own))];

    private static readonly Outcome?[] Outcomes =
    [
        new(OutcomeKind.Decided, Own, 3, 0), new(OutcomeKind.Decided, Other, 2, 1), new(OutcomeKind.Undecided, null, 2, 0),
        new(OutcomeKind.NoQuorum, null, 1, 4), new(OutcomeKind.Unknown, null, 2, 300), null,
    ];

    [Fact]
    public void Calls_and_outcomes_survive_the_wire()
    {
        Assert.Equal(Calls, CallCodec.DecodeCalls(CallCodec.Encode(Calls)));
        Assert.Equal(Outcomes, CallCodec.DecodeOutcomes(CallCodec.Encode(Calls, Outcomes), Calls));
    }

    [Fact]
    public void The_wire_format_does_not_change()
    {
        // Nodes and clients of different versions of the application meet.
        Assert.Equal(
            "0102086F72646572732F31016F1B1F0E4F3A4C559F0E3A1D2C4B5A690A746578742F706C61696E0473686970086F72646572732F3300",
            Convert.ToHexString(CallCodec.Encode([Calls[0], Calls[2]])));
        Assert.Equal(
            "01060103000202010000000000000000000000000000000100000302000401040502AC0200",
            Convert.ToHexString(CallCodec.Encode(Calls, Outcomes)));
    }

    [Fact]
    public void What_is_cut_off_is_refused()
    {
        var (calls, outcomes) = (CallCodec.Encode(Calls), CallCodec.Encode(Calls, Outcomes));
        for (var length = 0; length < calls.Length; length++) Assert.Throws<InvalidDataException>(() => CallCodec.DecodeCalls(calls.AsSpan(0, length)));
        for (var length = 0; length < outcomes.Length; length++)
            Assert.Throws<InvalidDataException>(() => CallCodec.DecodeOutcomes(outcomes.AsSpan(0, length), Calls));
    }

    [Fact]
    public void Outcomes_of_other_calls_are_refused() =>
        Assert.Throws<InvalidDataException>(() => CallCodec.DecodeOutcomes(CallCodec.Encode(Calls, Outcomes), Calls[..5]));
}
