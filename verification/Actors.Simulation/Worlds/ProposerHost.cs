using Actors.Engine;
using Actors.Paxos;
using Actors.Simulation.Checkers;

namespace Actors.Simulation.Worlds;

/// <summary>
/// What the grain around a <see cref="ProposerEngine"/> does: calls it with the node's time, sends its batches with a deadline, tells
/// its callers, and keeps its timer. Lives until its node crashes.
/// </summary>
internal sealed class ProposerHost
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(1);

    private readonly World _world;
    private readonly Machine _node;
    private readonly ClusterLayout _layout, _bound;
    private readonly ProposerEngine _engine;
    private TimeSpan? _timer;
    private int _suspects;

    /// <param name="world">Where it is.</param>
    /// <param name="node">What it runs on.</param>
    /// <param name="layout">The nodes and acceptors of the registers that it is for.</param>
    /// <param name="bound">Those that its batches say it works with.</param>
    /// <param name="ids">Shared by all proposers of one start.</param>
    /// <param name="luck">Nobody else's.</param>
    public ProposerHost(World world, Machine node, ClusterLayout layout, ClusterLayout bound, ProposerIds ids, string luck)
    {
        (_world, _node, _layout, _bound) = (world, node, layout, bound);
        Known = new Knowledge(world.Plan.Nodes);
        _engine = new ProposerEngine(layout, ids, world.Plan.Options, world.Plan.Stream($"proposer {luck}"));
    }

    public Machine Node => _node;

    /// <summary>What its engine must remember of the stores.</summary>
    public Knowledge Known { get; }

    /// <summary>False once the node has crashed: nothing reaches this proposer any more.</summary>
    public bool Alive { get; set; } = true;

    public void Start(Call call) => Run(now =>
    {
        if (call.Kind == CallKind.Wait) _engine.Wait(call, call.Key, now);
        else if (call.Own is { } own) _engine.Propose(call, call.Key, own, call.Timeout, now);
        else _engine.Read(call, call.Key, call.Timeout, now);
    });

    public void Propose(Caller caller, RegisterKey key, Proposal proposal, TimeSpan timeout) => Run(now => _engine.Propose(caller, key, proposal, timeout, now));

    public void Read(Caller caller, RegisterKey key, TimeSpan timeout) => Run(now => _engine.Read(caller, key, timeout, now));

    public StoreMark SeenOf(string node) => _engine.SeenOf(node);

    public IReadOnlyList<StoreMark> Marks => _engine.Marks;

    /// <summary>A node has told how far its store has come.</summary>
    public void Note(string node, StoreMark mark)
    {
        _engine.Note(node, mark);
        if (_world.Find(node) is { } store) Known.Add(store, mark.Sequence);
    }

    /// <summary>Somebody has told what is known of all nodes.</summary>
    public void Note(IReadOnlyList<StoreMark> heard, Knowledge known)
    {
        _engine.Note(heard);
        Known.Add(known);
    }

    public void StopWaiting(Call call) => Run(_ => _engine.StopWaiting(call, call.Key));

    public void OnChosen(RegisterKey key, Proposal proposal) => Run(now => _engine.OnChosen(key, proposal, now));

    /// <summary>Time has passed, or the clock has jumped.</summary>
    public void OnTimer() => Run(_engine.OnTimer);

    public void OnReplies(Rpc rpc, AcceptorAnswer answer) => _node.WhenAwake(() =>
    {
        if (!Alive) return;
        rpc.Over = true;
        var taken = answer.Replies.Select((reply, i) => _world.Boundary.OnReceive(_node.Name, rpc.Batch.Node, rpc.Batch.Messages[i], reply)).ToArray();
        if (_world.Find(rpc.Batch.Node) is { } store) Known.Add(store, answer.Mark.Sequence);
        Run(now => _engine.OnReplies(rpc.Batch, taken, answer.Mark, now));
        if (_node is SimulatedNode node)
            foreach (var host in node.Hosts.ToList()) host.Run(now => host._engine.OnAlive(rpc.Batch.Node, now));
    });

    /// <summary>The other side said that it cannot answer, or the deadline passed.</summary>
    public void OnFailure(Rpc rpc) => _node.WhenAwake(() =>
    {
        if (!Alive || rpc.Over) return;
        rpc.Over = true;
        var guesses = rpc.Batch.Messages.Select(message => _world.Boundary.OnSilence(message) ?? new Learned()).ToArray();
        if (guesses.Any(guess => guess is not Learned)) Run(now => _engine.OnReplies(rpc.Batch, guesses, default, now));
        else Run(now => _engine.OnFailure(rpc.Batch, now));
    });

    private void Run(Action<TimeSpan> call)
    {
        if (!Alive) return;
        try
        {
            call(_node.Now);
        }
        catch (InvariantException exception)
        {
            _world.Report("Invariant", exception.Message);
            _node.Crash("stops: an invariant is broken");
            return;
        }
        while (_engine.TakeEffects() is { } effects) Execute(effects);
        PlanTimer();
    }

    private void Execute(Effects effects)
    {
        foreach (var (node, suspected) in effects.Suspicions) OnSuspicion(node, suspected);
        foreach (var (caller, outcome) in effects.Completions) caller.Complete(_world.Boundary.OnOutcome(outcome, _layout.Quorums));
        foreach (var (caller, exception) in effects.Failures)
        {
            _world.Report("Invariant", exception.Message);
            caller.Fail(exception);
        }
        foreach (var batch in effects.Batches) Send(batch);
    }

    private void OnSuspicion(string node, bool suspected)
    {
        _world.Trace?.Add(_world.Now, _node.Index, $"{(suspected ? "suspects" : "trusts")} {node}");
        _suspects += suspected ? 1 : -1;
        if (suspected) _world.Statistics.Suspicions++;
    }

    private void Send(Batch batch)
    {
        RegisterMessage[] messages = [.. batch.Messages.Select(message => _world.Boundary.OnSend(_node.Name, message))];
        var request = new AcceptorRequest(_node.Name, batch.Seen, _world.Boundary.Tells(_node, batch.Heard), messages);
        if (_world.Plan.Encoded) request = BatchCodec.DecodeRequest(BatchCodec.Encode(request, _bound), _bound);
        var rpc = new Rpc(this, batch, request, Known.Copy(), _world.FingerprintOf(_node));
        foreach (var message in rpc.Messages)
        {
            _world.Monitor.OnSent(message);
            _world.Trace?.Add(_world.Now, _node.Index, $"{message.Key} → {batch.Node} {Name.Of(message.Message)}");
        }
        _world.Boundary.OnLeaving(batch);
        if (_world.Find(batch.Node) is { } to) _world.Send(_node, to, () => to.Receive(rpc), batch.Bytes);
        _node.After(Deadline + batch.Travel, () => OnFailure(rpc));
        if (_suspects > 0) CountSuspects(batch);
    }

    private void CountSuspects(Batch batch)
    {
        if (_engine.Suspects(batch.Node)) _world.Statistics.Probes++;
        foreach (var envelope in batch.Envelopes)
            for (var i = 0; i < envelope.Operation?.Acceptors.Length; i++)
            {
                var suspect = _layout.Nodes[envelope.Operation.Acceptors[i]];
                if (suspect == batch.Node || !_engine.Suspects(suspect)) continue;
                _world.Statistics.WithoutSuspect++;
                if (_world.Boundary.OnSuspect(envelope.Message) is { } guess) Pretend(batch, envelope with { Acceptor = i }, guess);
            }
    }

    // Somebody who has not been asked is counted as having answered.
    private void Pretend(Batch batch, Envelope envelope, AcceptorReply guess) => _node.After(TimeSpan.Zero, () =>
    {
        if (Alive) Run(now => _engine.OnReplies(new Batch(batch.Peer, [envelope], now), [guess], default, now));
    });

    private void PlanTimer()
    {
        if (_engine.NextTimer is not { } due || due >= _timer) return;
        _timer = due;
        _node.After(due - _node.Now, () =>
        {
            if (_timer != due) return;
            _timer = null;
            OnTimer();
        });
    }
}
