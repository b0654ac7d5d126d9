using Actors.Engine;
using Actors.Paxos;
using BenchmarkDotNet.Attributes;

namespace Actors.MicroBench;

/// <summary>What travels between nodes, and what an acceptor does with it before the disk.</summary>
[MemoryDiagnoser]
public class BatchBenchmarks
{
    private readonly AcceptorEngine _engine = new(new MemoryStore());
    private RegisterMessage[] _messages = [];
    private AcceptorReply[] _replies = [];
    private byte[] _messageBytes = [];
    private byte[] _replyBytes = [];

    [Params(1, 64)]
    public int Messages { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        _messages = Sample.FastAccepts(Messages);
        _replies = [.. _messages.Select(_ => new Accepted(Ballot.Fast))];
        _messageBytes = BatchCodec.Encode(_messages);
        _replyBytes = BatchCodec.Encode(_replies);
    }

    [Benchmark]
    public byte[] EncodeMessages() => BatchCodec.Encode(_messages);

    [Benchmark]
    public RegisterMessage[] DecodeMessages() => BatchCodec.DecodeMessages(_messageBytes);

    [Benchmark]
    public byte[] EncodeReplies() => BatchCodec.Encode(_replies);

    [Benchmark]
    public AcceptorReply[] DecodeReplies() => BatchCodec.DecodeReplies(_replyBytes);

    /// <summary>All messages are fast accepts of fresh registers, in one write.</summary>
    [Benchmark]
    public AcceptorResult Process() => _engine.Process(_messages);
}
