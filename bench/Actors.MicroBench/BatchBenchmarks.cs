using Actors.Engine;
using Actors.Paxos;
using BenchmarkDotNet.Attributes;

namespace Actors.MicroBench;

/// <summary>What travels between nodes, and what an acceptor does with it before the disk.</summary>
[MemoryDiagnoser]
public class BatchBenchmarks
{
    private static readonly ClusterLayout Layout = new(["n1", "n2", "n3"], 3);

    private readonly AcceptorEngine _engine = new(new MemoryStore(), new StoreMark(1, 0));
    private AcceptorRequest _request = new("n1", default, []);
    private AcceptorAnswer _answer = new(default, [], []);
    private byte[] _requestBytes = [];
    private readonly StoreMark[] _marks = [new(3, 1_000_000, 999_000), new(3, 1_000_000, 999_000), new(2, 999_999, 999_000)];
    private byte[] _answerBytes = [];

    [Params(1, 64)]
    public int Messages { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        _request = new AcceptorRequest("n1", _marks[1], _marks, Sample.FastAccepts(Messages));
        _answer = new AcceptorAnswer(new StoreMark(3, 1_000_001, 999_000), [], [.. _request.Messages.Select(_ => new Accepted(Ballot.Fast))]);
        _requestBytes = BatchCodec.Encode(_request, Layout);
        _answerBytes = BatchCodec.Encode(_answer);
    }

    [Benchmark]
    public byte[] EncodeRequest() => BatchCodec.Encode(_request, Layout);

    [Benchmark]
    public AcceptorRequest DecodeRequest() => BatchCodec.DecodeRequest(_requestBytes, Layout);

    [Benchmark]
    public byte[] EncodeAnswer() => BatchCodec.Encode(_answer);

    [Benchmark]
    public AcceptorAnswer DecodeAnswer() => BatchCodec.DecodeAnswer(_answerBytes);

    /// <summary>All messages are fast accepts of fresh registers, in one write.</summary>
    [Benchmark]
    public AcceptorResult Process() => _engine.Process(_request.Messages, default);
}
