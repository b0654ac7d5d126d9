using Actors.Paxos;
using BenchmarkDotNet.Attributes;

namespace Actors.MicroBench;

/// <summary>The rules of the acceptor, one message each.</summary>
[MemoryDiagnoser]
public class AcceptorBenchmarks
{
    private readonly Prepare _prepare = new(Sample.Classic);
    private readonly Accept _accept = new(Sample.Classic, Sample.Proposal);
    private readonly Learn _learn = new(Sample.Proposal);
    private readonly Read _read = new();
    private readonly AcceptorState _promised = AcceptorState.Initial with { Promised = Sample.Classic };
    private readonly AcceptorState _accepted = AcceptorState.Initial with { Accepted = new AcceptedPair(Ballot.Fast, Sample.Proposal) };
    private readonly AcceptorState _chosen = AcceptorState.Initial with { Chosen = Sample.Proposal };

    [Benchmark(Baseline = true)]
    public AcceptorStep FastAccept() => Acceptor.Handle(AcceptorState.Initial, Sample.FastAccept);

    [Benchmark]
    public AcceptorStep Prepare() => Acceptor.Handle(AcceptorState.Initial, _prepare);

    [Benchmark]
    public AcceptorStep Accept() => Acceptor.Handle(_promised, _accept);

    [Benchmark]
    public AcceptorStep Learn() => Acceptor.Handle(_accepted, _learn);

    [Benchmark]
    public AcceptorStep ReadOfDecided() => Acceptor.Handle(_chosen, _read);
}
