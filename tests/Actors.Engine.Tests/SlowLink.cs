using Actors.Paxos;

namespace Actors.Engine.Tests;

/// <summary>
/// Three nodes that are all up, and the proposer of n1 behind a link that carries so many bytes a second to the other two. Each of its callers proposes one value
/// after another.
/// </summary>
internal sealed class SlowLink
{
    private static readonly TimeSpan MessageTimeout = TimeSpan.FromSeconds(1), Latency = TimeSpan.FromMilliseconds(1);

    private readonly ProposerEngine _engine;
    private readonly double _bytesPerSecond;
    private readonly TimeSpan _patience;
    private readonly PriorityQueue<Action, (TimeSpan At, int Number)> _events = new();
    private readonly Dictionary<(string Node, RegisterKey Key), AcceptorState> _acceptors = [];
    private readonly RegisterValue _value;
    private TimeSpan _now, _freeAt;
    private int _planned, _proposed;

    public SlowLink(ProposerOptions options, double bytesPerSecond, int valueBytes, TimeSpan patience)
    {
        _engine = Given.NewEngine(options: options);
        (_bytesPerSecond, _patience, _value) = (bytesPerSecond, patience, new RegisterValue(new byte[valueBytes], ""));
    }

    /// <summary>How calls have ended.</summary>
    public Dictionary<OutcomeKind, int> Outcomes { get; } = [];

    public List<Suspicion> Suspicions { get; } = [];

    /// <summary>The bytes of the batches that were sent to other nodes, and how many of them counted as lost.</summary>
    public List<int> Batches { get; } = [];

    /// <inheritdoc cref="Batches"/>
    public int Lost { get; private set; }

    public void Run(int callers, TimeSpan until)
    {
        for (var i = 0; i < callers; i++) At(TimeSpan.Zero, Propose);
        while (Next() is { } next && next <= until)
        {
            _now = next;
            if (_events.TryPeek(out _, out var due) && due.At <= _now) _events.Dequeue()();
            else _engine.OnTimer(_now);
            Drain();
        }
    }

    private TimeSpan? Next()
    {
        TimeSpan? next = _events.TryPeek(out _, out var due) ? due.At : null;
        return _engine.NextTimer is { } timer && !(next <= timer) ? timer > _now ? timer : _now : next;
    }

    private void At(TimeSpan at, Action action) => _events.Enqueue(action, (at, _planned++));

    private void Propose() => _engine.Propose(new LoopingCaller(OnOutcome), Given.Key(++_proposed), new Proposal(ProposalId.New(), _value), _patience, _now);

    private void OnOutcome(Outcome outcome)
    {
        Outcomes[outcome.Kind] = Outcomes.GetValueOrDefault(outcome.Kind) + 1;
        At(_now, Propose);
    }

    private void Drain()
    {
        while (_engine.TakeEffects() is { } effects)
        {
            Suspicions.AddRange(effects.Suspicions);
            foreach (var (caller, outcome) in effects.Completions) caller.Complete(outcome);
            foreach (var batch in effects.Batches) Send(batch);
        }
    }

    private void Send(Batch batch)
    {
        var (isOver, arrives) = (false, _now);
        if (batch.Node != "n1")
        {
            Batches.Add(batch.Bytes);
            _freeAt = (_freeAt > _now ? _freeAt : _now) + TimeSpan.FromSeconds(batch.Bytes / _bytesPerSecond);
            arrives = _freeAt + Latency;
        }
        At(arrives, () =>
        {
            AcceptorReply[] replies = [.. batch.Messages.Select(message => Answer(batch.Node, message))];
            if (isOver) return;
            isOver = true;
            _engine.OnReplies(batch, replies, default, _now);
        });
        At(_now + MessageTimeout + batch.Travel, () =>
        {
            if (isOver) return;
            isOver = true;
            Lost++;
            _engine.OnFailure(batch, _now);
        });
    }

    private AcceptorReply Answer(string node, RegisterMessage message)
    {
        var step = Acceptor.Handle(_acceptors.GetValueOrDefault((node, message.Key), AcceptorState.Initial), message.Message);
        if (step.Next is { } next) _acceptors[(node, message.Key)] = next;
        return step.Reply;
    }

    private sealed class LoopingCaller(Action<Outcome> then) : Caller
    {
        public override void Complete(Outcome outcome) => then(outcome);
    }
}
