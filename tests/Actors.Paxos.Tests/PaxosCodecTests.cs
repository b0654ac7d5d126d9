using System.Buffers;
using CsCheck;
using static Actors.Paxos.Tests.Given;

namespace Actors.Paxos.Tests;

public sealed class PaxosCodecTests
{
    private static readonly Gen<object> Record = Gen.OneOf(
        AnyRecord.Message.Select(one => (object)one),
        AnyRecord.Reply.Select(one => (object)one),
        AnyRecord.State.Select(one => (object)one),
        AnyRecord.Key.Select(one => (object)one));

    [Fact]
    public void Everything_that_is_written_is_read_back() => Record.Sample(record =>
        Assert.Equal(record, Wire.Read(record, Wire.Bytes(record))));

    [Fact]
    public void Records_follow_each_other_without_anything_between() => Gen.Select(AnyRecord.Message, AnyRecord.Message).Sample((first, second) =>
    {
        var input = new WireReader([.. Wire.Bytes(first), .. Wire.Bytes(second)]);
        Assert.Equal(first, PaxosCodec.ReadMessage(ref input));
        Assert.Equal(second, PaxosCodec.ReadMessage(ref input));
        Assert.True(input.AtEnd);
    });

    [Fact]
    public void A_record_that_ends_early_is_invalid() => Record.Sample(record =>
    {
        var bytes = Wire.Bytes(record);
        for (var length = 0; length < bytes.Length; length++)
            Assert.Throws<InvalidDataException>(() => Wire.Read(record, bytes.AsSpan(0, length)));
    }, iter: 20);

    [Fact]
    public void Garbage_is_invalid_or_a_record_but_never_another_error() => Gen.Byte.Array[0, 60].Sample(ReadInEveryWay, iter: 5_000);

    [Fact]
    public void A_damaged_record_is_invalid_or_another_record_but_never_another_error() =>
        Gen.Select(Record, Gen.Int[0, 1_000], Gen.Byte).Sample((record, at, value) =>
        {
            var bytes = Wire.Bytes(record);
            bytes[at % bytes.Length] = value;
            ReadInEveryWay(bytes);
        }, iter: 5_000);

    [Fact]
    public void A_chosen_state_keeps_the_value_and_no_ballots() =>
        Assert.Equal(
            AcceptorState.Initial with { Chosen = Apple },
            Wire.Read(AcceptorState.Initial, Wire.Bytes(After(new Prepare(At(3)), new Learn(Apple)))));

    [Fact]
    public void The_version_is_written_and_demanded()
    {
        var output = new ArrayBufferWriter<byte>();
        PaxosCodec.WriteVersion(output);
        var input = new WireReader(output.WrittenSpan);
        PaxosCodec.ReadVersion(ref input);
        Assert.True(input.AtEnd);
        Assert.Throws<InvalidDataException>(() =>
        {
            var other = new WireReader([PaxosCodec.Version + 1]);
            PaxosCodec.ReadVersion(ref other);
        });
    }

    private static void ReadInEveryWay(byte[] bytes)
    {
        foreach (var reading in Wire.Readings)
        {
            var input = new WireReader(bytes);
            try
            {
                reading(ref input);
            }
            catch (InvalidDataException)
            {
            }
        }
    }
}
