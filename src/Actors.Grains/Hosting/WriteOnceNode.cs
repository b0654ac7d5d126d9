using Actors.Engine;
using Actors.Grains.Acceptors;
using Actors.Grains.Proposers;
using Actors.Paxos;
using Actors.Registers;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Actors.Grains.Hosting;

/// <summary>
/// What a silo has one of: the store, the loop of acceptors in front of it, and the proposer. All grains of the silo are faces of it, so it does
/// not matter how many of them Orleans makes.
/// </summary>
internal sealed partial class WriteOnceNode : ILifecycleParticipant<ISiloLifecycle>
{
    private readonly WriteOnceOptions _options;
    private readonly Func<IRegisterStore> _openStore;
    private readonly IGrainFactory _grains;
    private readonly TimeProvider _time;
    private readonly ILogger<WriteOnceNode> _logger;
    private readonly ClusterLayout _layout;
    private Running? _running;

    public WriteOnceNode(
        IOptions<WriteOnceOptions> options, IOptions<SiloOptions> silo, RegisterStoreFactory store, IGrainFactory grains, TimeProvider time,
        ILogger<WriteOnceNode> logger)
    {
        (_options, _grains, _time, _logger) = (options.Value, grains, time, logger);
        Name = silo.Value.SiloName;
        _openStore = () => store(Name);
        _layout = new ClusterLayout(_options.Nodes, _options.Acceptors);
    }

    public string Name { get; }

    public AcceptorLoop Acceptors => Require().Acceptors;

    public IRegisters Registers => Require().Registers;

    public NodeView Describe()
    {
        var running = Require();
        return new NodeView(Name, Answers: true, running.Acceptors.RefusesBecause, running.Incarnation, running.Store.StoreId);
    }

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(WriteOnceNode), ServiceLifecycleStage.RuntimeStorageServices, Start, Stop);

    private Task Start(CancellationToken cancellationToken)
    {
        var store = _openStore();
        // Before the first ballot: a ballot of an earlier start must never be used for another value.
        var incarnation = store.RaiseIncarnation();
        ProposerLoop? proposer = null;
        var acceptors = new AcceptorLoop(new AcceptorEngine(store), chosen => proposer!.OnChosen(chosen), OnVoting, Name);
        var transport = new AcceptorTransport(_grains, Name, acceptors);
        var engine = new ProposerEngine(_layout, Name, incarnation, _options.Proposer, Random.Shared, key => Known(store, key));
        proposer = new ProposerLoop(engine, transport, _options.MessageTimeout, _time, OnSuspicion);
        var registers = new NodeRegisters(_layout, proposer, transport, _grains, _options, _time);
        _running = new Running(store, incarnation, acceptors, proposer, registers);
        LogStarted(Name, incarnation, store.StoreId, _options.Acceptors, string.Join(", ", _layout.Nodes));
        return Task.CompletedTask;
    }

    private Task Stop(CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _running, null) is not { } running) return Task.CompletedTask;
        running.Proposer.Dispose();
        running.Acceptors.Dispose();
        running.Store.Dispose();
        return Task.CompletedTask;
    }

    private Running Require() =>
        _running ?? throw new SiloUnavailableException($"Node '{Name}' is not running: it has not started yet, or is stopping.");

    private static Proposal? Known(IRegisterStore store, RegisterKey key)
    {
        try
        {
            return store.Read(key).Chosen;
        }
        catch (Exception exception) when (exception is StoreException or ObjectDisposedException)
        {
            // The acceptor will meet the same trouble and say so; the other nodes can still answer.
            return null;
        }
    }

    private void OnVoting(string? problem)
    {
        if (problem is null) LogVotesAgain(Name);
        else LogRefuses(Name, problem);
    }

    private void OnSuspicion(Suspicion suspicion)
    {
        if (suspicion.Suspected) LogSuspected(Name, suspicion.Node);
        else LogBack(Name, suspicion.Node);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Node {Node}, incarnation {Incarnation}, store {StoreId}: {Acceptors} acceptors a register among {Nodes}.")]
    private partial void LogStarted(string node, long incarnation, Guid storeId, int acceptors, string nodes);

    [LoggerMessage(Level = LogLevel.Error, Message = "Node {Node} does not vote: {Problem}")]
    private partial void LogRefuses(string node, string problem);

    [LoggerMessage(Level = LogLevel.Information, Message = "Node {Node} votes again.")]
    private partial void LogVotesAgain(string node);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Node {Node} suspects {Suspect}: it is skipped until it answers.")]
    private partial void LogSuspected(string node, string suspect);

    [LoggerMessage(Level = LogLevel.Information, Message = "Node {Node}: {Suspect} answers again.")]
    private partial void LogBack(string node, string suspect);

    private sealed record Running(IRegisterStore Store, long Incarnation, AcceptorLoop Acceptors, ProposerLoop Proposer, IRegisters Registers);
}
