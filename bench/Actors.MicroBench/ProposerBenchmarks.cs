using Actors.Paxos;
using BenchmarkDotNet.Attributes;

namespace Actors.MicroBench;

/// <summary>A proposer from its beginning to its decision.</summary>
[MemoryDiagnoser]
public class ProposerBenchmarks
{
    private readonly Accepted _fastAccepted = new(Ballot.Fast);
    private readonly Promise _promise = new(Sample.Classic, null);
    private readonly Accepted _accepted = new(Sample.Classic);

    /// <summary>All three acceptors accept in round 0.</summary>
    [Benchmark(Baseline = true)]
    public Proposal FastRound()
    {
        var proposer = new Proposer(Sample.Quorums, Sample.Proposer, Sample.Proposal);
        proposer.Begin();
        proposer.Handle(0, _fastAccepted);
        proposer.Handle(1, _fastAccepted);
        return proposer.Handle(2, _fastAccepted).Decided!;
    }

    /// <summary>Two promises, two acceptances: what a decision takes while a node is down.</summary>
    [Benchmark]
    public Proposal ClassicRound()
    {
        var proposer = new Proposer(Sample.Quorums, Sample.Proposer, Sample.Proposal);
        proposer.Begin(fast: false);
        proposer.Handle(0, _promise);
        proposer.Handle(1, _promise);
        proposer.Handle(0, _accepted);
        return proposer.Handle(1, _accepted).Decided!;
    }
}
