namespace Actors.Paxos.Tests;

/// <summary>Bytes that are well-framed and still no record: each would be a value that its type refuses.</summary>
public sealed class MalformedRecordTests
{
    private const string Id = "00000001000000000000000000000000";

    [Theory]
    [InlineData("an unknown kind of message", "06")]
    [InlineData("a ballot of no node", "01 01 00 01 01")]
    [InlineData("a node that is no UTF-8", "01 01 01 FF 01 01")]
    [InlineData("an incarnation of 0", "01 01 01 61 00 01")]
    [InlineData("a sequence of 0", "01 01 01 61 01 00")]
    [InlineData("a node of 513 bytes", "01 01 81 04")]
    [InlineData("a round of more than 63 bits", "01 FF FF FF FF FF FF FF FF FF 01")]
    [InlineData("a round of 2^48 + 1", "01 81 80 80 80 80 80 40 01 61 01 01")]
    [InlineData("a round of 2^63 - 1", "01 FF FF FF FF FF FF FF FF 7F 01 61 01 01")]
    [InlineData("a round of 2^63 - 1 that is to be accepted", $"02 FF FF FF FF FF FF FF FF 7F 01 61 01 01 {Id} 00 00")]
    [InlineData("an incarnation of 2^32 + 1", "01 01 01 61 81 80 80 80 10 01")]
    [InlineData("a sequence of 2^56 + 1", "01 01 01 61 01 81 80 80 80 80 80 80 80 01")]
    [InlineData("the empty uuid", "03 00000000000000000000000000000000 00 00")]
    [InlineData("a content type with a line break", $"03 {Id} 01 0A 00")]
    [InlineData("a content type that is no UTF-8", $"03 {Id} 01 FF 00")]
    [InlineData("a content type of 257 bytes", $"03 {Id} 81 02")]
    [InlineData("a value of 64 KiB and a byte", $"03 {Id} 00 81 80 04")]
    [InlineData("a value of 2^63 - 1 bytes", $"03 {Id} 00 FF FF FF FF FF FF FF FF 7F")]
    public void A_message_is_refused(string what, string hex) => Refused(what, hex, (ref input) => PaxosCodec.ReadMessage(ref input));

    [Fact]
    public void What_an_earlier_version_let_into_a_store_is_read_and_told()
    {
        var last = new Ballot(long.MaxValue, new ProposerId("a", long.MaxValue, long.MaxValue));
        object[] records = [new AcceptorState(last, null, null), new Promise(last, null), new Nack(last, last, null), new Report(last, null)];
        Assert.All(records, record => Assert.Equal(record, Wire.Read(record, Wire.Bytes(record))));
    }

    [Theory]
    [InlineData("an unknown kind of reply", "07")]
    [InlineData("an accepted pair that is neither there nor absent", $"01 00 02 00 {Id} 00 00")]
    public void A_reply_is_refused(string what, string hex) => Refused(what, hex, (ref input) => PaxosCodec.ReadReply(ref input));

    [Theory]
    [InlineData("an unknown kind of state", "00")]
    public void A_state_is_refused(string what, string hex) => Refused(what, hex, (ref input) => PaxosCodec.ReadState(ref input));

    [Theory]
    [InlineData("an empty key", "00")]
    [InlineData("a key that is no UTF-8", "01 80")]
    [InlineData("a key of 513 bytes", "81 04")]
    public void A_key_is_refused(string what, string hex) => Refused(what, hex, (ref input) => PaxosCodec.ReadKey(ref input));

    private static void Refused(string what, string hex, Wire.Reading<object> reading)
    {
        var bytes = Convert.FromHexString(hex.Replace(" ", ""));
        var refused = Record.Exception(() =>
        {
            var input = new WireReader([.. bytes, .. new byte[1 << 17]]);
            reading(ref input);
        });
        Assert.True(refused is InvalidDataException, $"{what}: {refused?.GetType().Name ?? "read as if it were a record"}");
    }
}
