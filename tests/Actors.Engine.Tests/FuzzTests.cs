using System.Buffers;
using System.Text;
using System.Text.Json;
using Actors.Engine.Identity;
using Actors.Paxos;

namespace Actors.Engine.Tests;

/// <summary>Whatever comes over the wire.</summary>
public sealed class FuzzTests
{
    private static readonly Ballot Classic = new(7, new ProposerId("n2", 3, 1L << 47));
    private static readonly StoreMark Mark = new(3, 1_000_000, 999_999);
    private static readonly Proposal Winner = Given.Proposal();

    [Fact]
    public void Requests() => Fuzz.Check<InvalidDataException>(
        bytes => BatchCodec.DecodeRequest(bytes, Given.ThreeNodes), 64,
        Encode(new Prepare(Classic), new Accept(Classic, Winner), new Learn(Winner), new Read(), new Trim()), Encode(new Accept(Ballot.Fast, Winner)), Encode());

    [Fact]
    public void Answers() => Fuzz.Check<InvalidDataException>(
        bytes => BatchCodec.DecodeAnswer(bytes), 64,
        BatchCodec.Encode(new AcceptorAnswer(Mark, [Mark, default], [new Promise(Classic, new AcceptedPair(Ballot.Fast, Winner)), new Accepted(Classic), new Nack(Classic, Classic, null)])),
        BatchCodec.Encode(new AcceptorAnswer(Mark, [], [new Report(Classic, new AcceptedPair(Classic, Winner)), new Chosen(Winner), new Learned()])));

    [Fact]
    public void States() => Fuzz.Check<InvalidDataException>(
        bytes =>
        {
            var input = new WireReader(bytes);
            PaxosCodec.ReadState(ref input);
        },
        64, Encode(new AcceptorState(Classic, new AcceptedPair(Classic, Winner), null)), Encode(AcceptorState.Initial with { Chosen = Winner }), Encode(AcceptorState.Initial));

    /// <summary>A record of a stop that cannot be read says nothing.</summary>
    [Fact]
    public void Stops() => Fuzz.Check<FormatException>(
        bytes => Assert.All(StopRecord.Decode(new RegisterValue(bytes, "")).Marks.Values, marks => Assert.All(marks, mark => Assert.True(mark.IsPlausible))), 256,
        new StopRecord(new Dictionary<string, IReadOnlyList<StoreMark>> { ["clustering"] = [Mark, default, Mark], ["registers"] = [Mark] }).Encode().Bytes.ToArray(),
        Encoding.UTF8.GetBytes("""{"clustering":[]}"""));

    [Fact]
    public void Clusters() => Fuzz.Check<JsonException>(
        bytes => ClusterIdentity.Decode(new RegisterValue(bytes, "")), 256, ClusterIdentity.New("c1", ["n1", "n2", "n3"]).Encode().Bytes.ToArray());

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"clusterId":"c1","acceptors":3}""")]
    [InlineData("null")]
    [InlineData("""{"clusterId":"\ud800","nodes":["n1"],"acceptors":3}""")]
    public void What_is_no_cluster_is_refused(string value) =>
        Assert.Throws<JsonException>(() => ClusterIdentity.Decode(new RegisterValue(Encoding.UTF8.GetBytes(value), "")));

    [Fact]
    public void Bindings_of_stores() => Fuzz.Check<JsonException>(
        bytes => StoreIds.Decode(new RegisterValue(bytes, "")), 256,
        new StoreIds(new Dictionary<string, Guid> { ["clustering"] = Guid.NewGuid(), ["registers"] = Guid.NewGuid() }).Encode().Bytes.ToArray());

    [Fact]
    public void Starts() => Fuzz.Check<ArgumentException>(
        bytes => StartRecord.Decode(new RegisterValue(bytes, "")), 64, new StartRecord(7, Guid.NewGuid()).Encode().Bytes.ToArray());

    private static byte[] Encode(params AcceptorMessage[] messages) => BatchCodec.Encode(
        new AcceptorRequest("n1", Mark, [Mark, default, Mark], [.. messages.Select(message => new RegisterMessage(Given.Key(), message))]), Given.ThreeNodes);

    private static byte[] Encode(AcceptorState state)
    {
        var output = new ArrayBufferWriter<byte>();
        PaxosCodec.Write(output, state);
        return output.WrittenSpan.ToArray();
    }
}
