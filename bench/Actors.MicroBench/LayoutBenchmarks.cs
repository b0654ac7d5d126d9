using Actors.Engine;
using Actors.Paxos;
using BenchmarkDotNet.Attributes;

namespace Actors.MicroBench;

/// <summary>Finding the acceptors of a register.</summary>
[MemoryDiagnoser]
public class LayoutBenchmarks
{
    private readonly RegisterKey _key = Sample.Key(17);
    private ClusterLayout _layout = null!;

    [Params(3, 9)]
    public int Nodes { get; set; }

    [GlobalSetup]
    public void SetUp() => _layout = new ClusterLayout(Enumerable.Range(1, Nodes).Select(node => $"n{node}"), acceptors: 3);

    [Benchmark]
    public int[] AcceptorsOf() => _layout.AcceptorsOf(_key);
}
