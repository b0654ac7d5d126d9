using System.Buffers;
using Actors.Paxos;
using BenchmarkDotNet.Attributes;

namespace Actors.MicroBench;

/// <summary>The binary form of one message and of one state.</summary>
[MemoryDiagnoser]
public class CodecBenchmarks
{
    private readonly ArrayBufferWriter<byte> _output = new(1024);
    private readonly AcceptorState _accepted = AcceptorState.Initial with { Accepted = new AcceptedPair(Ballot.Fast, Sample.Proposal) };
    private readonly byte[] _message;
    private readonly byte[] _state;

    public CodecBenchmarks()
    {
        _message = EncodeAccept().ToArray();
        _state = EncodeState().ToArray();
    }

    [Benchmark]
    public ReadOnlyMemory<byte> EncodeAccept()
    {
        _output.ResetWrittenCount();
        PaxosCodec.Write(_output, Sample.FastAccept);
        return _output.WrittenMemory;
    }

    [Benchmark]
    public AcceptorMessage DecodeAccept()
    {
        var input = new WireReader(_message);
        return PaxosCodec.ReadMessage(ref input);
    }

    [Benchmark]
    public ReadOnlyMemory<byte> EncodeState()
    {
        _output.ResetWrittenCount();
        PaxosCodec.Write(_output, _accepted);
        return _output.WrittenMemory;
    }

    [Benchmark]
    public AcceptorState DecodeState()
    {
        var input = new WireReader(_state);
        return PaxosCodec.ReadState(ref input);
    }
}
