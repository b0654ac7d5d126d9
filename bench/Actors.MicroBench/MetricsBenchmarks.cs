using System.Diagnostics;
using Actors.Engine;
using Actors.Paxos;
using Actors.Runtime;
using Actors.Runtime.Metrics;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Logging.Abstractions;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Actors.MicroBench;

/// <summary>What a node counts of itself, alone and while OpenTelemetry collects it.</summary>
[MemoryDiagnoser]
public class MetricsBenchmarks
{
    private static readonly TimeSpan FsyncTime = TimeSpan.FromMilliseconds(1);

    private readonly List<(Caller Caller, Outcome Outcome)> _completions = [(new Silent(), new Outcome(OutcomeKind.Decided, Sample.Proposal, 3, 0))];
    private RegisterNode _node = null!;
    private MeterProvider? _provider;

    [Params(false, true)]
    public bool Exported { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        if (Exported) _provider = Sdk.CreateMeterProviderBuilder().AddMeter(WriteOnceMeter.Name).AddReader(new BaseExportingMetricReader(new Discard())).Build();
        var never = TimeSpan.FromHours(1);
        var settings = new RegisterNodeSettings(
            "n1", new ClusterLayout(["n1", "n2", "n3"], 3), new Nobody(), new ProposerOptions(), never, never, TimeProvider.System, Measured: true);
        _node = new RegisterNode(settings, new MemoryStore(), NullLogger.Instance);
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        _node.Dispose();
        _provider?.Dispose();
    }

    /// <summary>A caller is told a decision.</summary>
    [Benchmark]
    public void Call() => _node.Metrics!.Calls.OnCompleted(_completions);

    /// <summary>All that one node counts for a decision that no other travels with: the most that counting can cost.</summary>
    [Benchmark]
    public void Decision()
    {
        var metrics = _node.Metrics!;
        metrics.OnPeerBatch(1);
        metrics.OnPeerBatch(1);
        metrics.OnStoreWrite(FsyncTime);
        metrics.OnAcceptorBatch(1, 1);
        metrics.Calls.OnCompleted(_completions);
    }

    private sealed class Silent() : MeasuredCaller(CallKind.Propose, TimeProvider.System.GetTimestamp())
    {
        public override void Complete(Outcome outcome) { }
    }

    private sealed class Nobody : IAcceptorTransport
    {
        public async Task<AcceptorAnswer> SendAsync(string node, AcceptorRequest request, CancellationToken cancellationToken)
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new UnreachableException();
        }
    }

    private sealed class Discard : BaseExporter<Metric>
    {
        public override ExportResult Export(in Batch<Metric> batch) => ExportResult.Success;
    }
}
