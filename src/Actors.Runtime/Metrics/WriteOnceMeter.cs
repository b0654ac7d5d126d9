using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Actors.Runtime.Metrics;

/// <summary>The instruments of all nodes of this process; docs/operations.md says what each means. Never disposed of: nodes come and go.</summary>
public static class WriteOnceMeter
{
    /// <summary>The meter's name, for whoever exports it.</summary>
    public const string Name = "Actors.WriteOnce";

    internal const string NodeTag = "write_once.node", PeerTag = "write_once.peer", CallTag = "write_once.call", OutcomeTag = "write_once.outcome", RoundTag = "write_once.round";

    private static readonly Meter Shared = new(Name);
    private static readonly ConcurrentDictionary<NodeMetrics, byte> Nodes = new();

    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    };

    private static readonly InstrumentAdvice<int> Sizes = new() { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096] };
    private static readonly InstrumentAdvice<int> RoundCounts = new() { HistogramBucketBoundaries = [0, 1, 2, 3, 4, 6, 8, 12, 16] };

    internal static readonly Histogram<double> CallDuration =
        Shared.CreateHistogram("write_once.call.duration", "s", "Time from a call at a node to its answer.", advice: Seconds);

    internal static readonly Histogram<int> DecisionRounds =
        Shared.CreateHistogram("write_once.decision.rounds", "{round}", "Classic rounds that a proposal took until it was decided.", advice: RoundCounts);

    internal static readonly Histogram<int> AcceptorBatchSize =
        Shared.CreateHistogram("write_once.acceptor.batch.size", "{message}", "Messages that a node's acceptors answered with one write.", advice: Sizes);

    internal static readonly Histogram<int> PeerBatchSize =
        Shared.CreateHistogram("write_once.peer.batch.size", "{message}", "Messages that a node's proposer sent to another node together.", advice: Sizes);

    internal static readonly Histogram<double> StoreWriteDuration =
        Shared.CreateHistogram("write_once.store.write.duration", "s", "Time of a synced write of a node's store.", advice: Seconds);

    static WriteOnceMeter()
    {
        Shared.CreateObservableCounter("write_once.decisions", () => All(node => node.ObserveDecisions()), "{decision}", "Proposals through a node that were decided there.");
        Shared.CreateObservableCounter("write_once.suspicions", () => All(node => node.ObserveSuspicions()), "{suspicion}", "How often a node began to skip another one.");
        Shared.CreateObservableGauge("write_once.peer.suspected", () => All(node => node.ObserveSuspected()), "1", "1 while a node skips another one, else 0.");
        Shared.CreateObservableGauge("write_once.store.size", () => All(node => node.ObserveStoreSize()), "By", "Bytes of a node's store on disk.");
        Shared.CreateObservableCounter("write_once.registers.decided", () => All(node => node.ObserveDecided()), "{register}", "Registers whose decision a node has learned since it started.");
    }

    internal static void Add(NodeMetrics node) => Nodes[node] = 0;

    internal static void Remove(NodeMetrics node) => Nodes.TryRemove(node, out _);

    private static IEnumerable<Measurement<long>> All(Func<NodeMetrics, IEnumerable<Measurement<long>>> observe) => Nodes.Keys.SelectMany(observe);
}
