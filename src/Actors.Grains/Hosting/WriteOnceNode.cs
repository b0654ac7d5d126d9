using Actors.Engine;
using Actors.Engine.Identity;
using Actors.Grains.Placement;
using Actors.Grains.Nodes;
using Actors.Paxos;
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
    NodeStore store,
    IGrainFactory grains,
    LiveNodes nodes,
    VotingGate gate,
    StoreMemory memory,
    TimeProvider time,
    ILogger<WriteOnceNode> logger,
    NodeCuts? cuts = null) : ILifecycleParticipant<ISiloLifecycle>
{
    /// <summary>Any will do: what is asked is whether an acceptor answers, not what it holds.</summary>
    private static readonly RegisterKey Sample = new("cluster/quorum");

    private RegisterNode? _node;
    private volatile string? _terms;
    private NodeRegisters? _registers;

    public string Name => silo.Value.SiloName;

    public bool IsRunning => _registers is not null;

    public RegisterNode Node => _node ?? throw NotRunning();

    public NodeRegisters Registers => _registers ?? throw NotRunning();

    // Not in the grains, where everything after an await would wait for the grain's turn, which nothing here needs.

    /// <inheritdoc cref="IAcceptorGrain.ProcessAsync"/>
    public async Task<byte[]> ProcessAsync(byte[] batch)
    {
        var node = Node;
        var request = BatchCodec.DecodeRequest(batch, node.Layout);
        // The only identity register that nodes decide by grain calls: which cluster they are.
        RequireNoIdentity(request, but: NodeKeys.Setup);
        return await AnswerAsync(node, request).ConfigureAwait(false);
    }

    /// <inheritdoc cref="INodeGrain.ProcessAsync"/>
    public async Task<NodeAnswer> ProcessAsync(string terms, string node, byte[] batch)
    {
        if (cuts is { Any: true } && (cuts.IsCut(Name) || cuts.IsCut(node))) throw new TimeoutException($"Between '{Name}' and '{node}' the way is cut off.");
        if (terms != await TermsAsync().ConfigureAwait(false)) return default;
        var request = BatchCodec.DecodeRequest(batch, Node.Layout);
        RequireNoIdentity(request);
        if (node == Name) return new NodeAnswer(await AnswerAsync(Node, request).ConfigureAwait(false), Forwarded: false);
        nodes.Require(node);
        return new NodeAnswer(await grains.GetGrain<IAcceptorGrain>(node).ProcessAsync(batch).ConfigureAwait(false), Forwarded: true);
    }

    /// <inheritdoc cref="INodeGrain.GreetAsync"/>
    public async Task<Greeting> GreetAsync() => new(Name, await TermsAsync().ConfigureAwait(false), Node.Layout.Nodes, Node.Layout.Quorums.Acceptors);

    public NodeView Describe() => new(Name, Answers: true, Node.RefusesBecause, Node.Incarnation, Node.StoreId);

    /// <summary>The nodes that do not answer as acceptors, as this node sees it. Takes no longer than a message may, and writes nothing.</summary>
    public async Task<IReadOnlyList<string>> FindSilentAsync()
    {
        var here = Node;
        var answers = await Task.WhenAll(here.Layout.Nodes.Select(name => here.InspectAsync(name, Sample, CancellationToken.None))).ConfigureAwait(false);
        return [.. here.Layout.Nodes.Zip(answers).Where(pair => pair.Second is null).Select(pair => pair.First)];
    }

    private static async Task<byte[]> AnswerAsync(RegisterNode node, AcceptorRequest request) =>
        BatchCodec.Encode(await node.ProcessAsync(request).ConfigureAwait(false));

    /// <summary>By identity registers nodes know each other and their stores: a client has no part in them.</summary>
    private static void RequireNoIdentity(AcceptorRequest request, RegisterKey? but = null)
    {
        foreach (var (key, message) in request.Messages)
            if (message is not Read && key != but && KeySpace.KindOfAny(key) == KeyKind.Identity)
                throw new ArgumentException($"'{request.From}' sends {message.GetType().Name} for register '{key}', which only nodes write. Nothing of its batch was done.");
    }

    private ValueTask<string> TermsAsync() => _terms is { } known ? new(known) : new(FindTermsAsync());

    /// <summary>
    /// All nodes of a cluster have to have the same, and a cluster that is set up anew another. So it is a write-once register: whichever node is asked first
    /// binds it, and that it was bound by this very proposal is what sets this cluster apart.
    /// </summary>
    private async Task<string> FindTermsAsync()
    {
        var node = Node;
        // A node that votes has its own store, so it need not ask those again who are the acceptors of this register: they may be down.
        var votes = node.RefusesBecause is null;
        var known = votes ? node.Inspect(NodeKeys.Setup).Chosen : null;
        var setup = known ?? (await Registers.ProposeAnyAsync(NodeKeys.Setup, new Proposal(ProposalId.New(), new RegisterValue(default, "text/plain"))).ConfigureAwait(false)).Proposal
            ?? throw new SiloUnavailableException($"Node '{Name}' has no quorum, so it does not know which cluster it is of.");
        if (votes && known is null) await node.LearnAsync(NodeKeys.Setup, setup).ConfigureAwait(false);
        var terms = ClusterIdentity.Of(setup.Id.ToString(), node.Layout).Fingerprint;
        if (node == _node) _terms = terms;
        return terms;
    }

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(WriteOnceNode), ServiceLifecycleStage.RuntimeStorageServices, Start, Stop);

    private Task Start(CancellationToken cancellationToken)
    {
        var value = options.Value;
        var layout = new ClusterLayout(value.Nodes, value.Acceptors);
        IAcceptorTransport transport = new GrainTransport(grains, nodes, layout);
        if (cuts is not null) transport = new CutTransport(Name, transport, cuts);
        var settings = new RegisterNodeSettings(
            Name, layout, transport, value.Proposer, value.OperationTimeout, value.MessageTimeout, time, Measured: true);
        _terms = null;
        _node = new RegisterNode(settings, store.Take(), logger, gate, memory);
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
