using Actors.Engine;
using Actors.Engine.Identity;
using Actors.Grains.Placement;
using Actors.Grains.Proposers;
using Actors.Registers;
using Actors.Runtime;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Actors.Grains.Hosting;

/// <summary>The node that a silo is, for as long as the silo runs. All grains of the silo are faces of it.</summary>
internal sealed class WriteOnceNode(
    IOptions<WriteOnceOptions> options,
    IOptions<SiloOptions> silo,
    RegisterStoreFactory openStore,
    IGrainFactory grains,
    LiveNodes nodes,
    VotingGate gate,
    TimeProvider time,
    ILogger<WriteOnceNode> logger,
    NodeCuts? cuts = null) : ILifecycleParticipant<ISiloLifecycle>
{
    /// <summary>The fast round of a whole batch takes less; whoever takes longer must not keep the others waiting.</summary>
    private static readonly TimeSpan StragglerPatience = TimeSpan.FromMilliseconds(25);

    private RegisterNode? _node;
    private NodeRegisters? _registers;

    public string Name => silo.Value.SiloName;

    public RegisterNode Node => _node ?? throw NotRunning();

    public NodeRegisters Registers => _registers ?? throw NotRunning();

    // Not in the grains, where everything after an await would wait for the grain's turn, which nothing here needs.

    /// <inheritdoc cref="IAcceptorGrain.ProcessAsync"/>
    public async Task<byte[]> ProcessAsync(byte[] batch) =>
        BatchCodec.Encode(await Node.ProcessAsync(BatchCodec.DecodeRequest(batch)).ConfigureAwait(false));

    /// <inheritdoc cref="IProposerGrain.CallAsync"/>
    public async Task<byte[]> CallAsync(byte[] calls)
    {
        var batch = CallCodec.DecodeCalls(calls);
        var outcomes = await Registers.CallAsync(batch, batch.Length == 1 ? Timeout.InfiniteTimeSpan : StragglerPatience).ConfigureAwait(false);
        return CallCodec.Encode(batch, outcomes);
    }

    public NodeView Describe() => new(Name, Answers: true, Node.RefusesBecause, Node.Incarnation, Node.StoreId);

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(WriteOnceNode), ServiceLifecycleStage.RuntimeStorageServices, Start, Stop);

    private Task Start(CancellationToken cancellationToken)
    {
        var value = options.Value;
        IAcceptorTransport transport = new GrainTransport(grains, nodes);
        if (cuts is not null) transport = new CutTransport(Name, transport, cuts);
        var settings = new RegisterNodeSettings(
            Name, new ClusterLayout(value.Nodes, value.Acceptors), transport, value.Proposer, value.OperationTimeout, value.MessageTimeout, time, Measured: true);
        _node = new RegisterNode(settings, openStore(Name), logger, gate);
        _registers = new NodeRegisters(_node, grains, nodes, value.MessageTimeout, time);
        return Task.CompletedTask;
    }

    private Task Stop(CancellationToken cancellationToken)
    {
        _registers = null;
        Interlocked.Exchange(ref _node, null)?.Dispose();
        return Task.CompletedTask;
    }

    private SiloUnavailableException NotRunning() => new($"Node '{Name}' is not running: it has not started yet, or is stopping.");
}
