using Actors.Engine;
using Actors.Paxos;
using Actors.Runtime.Metrics;

namespace Actors.Runtime;

/// <summary>
/// Runs the <see cref="ProposerEngine"/> of a node or client: one call at a time under a lock, then does what it asks for. All decisions are the
/// engine's; here are only the clock, the lock and the sending.
/// </summary>
public sealed class ProposerLoop : IDisposable
{
    private readonly Lock _lock = new();
    private readonly ProposerEngine _engine;
    private readonly string _node;
    private readonly Send _send;
    private readonly TimeSpan _messageTimeout;
    private readonly TimeProvider _time;
    private readonly Action<Suspicion> _onSuspicion;
    private readonly Action<Exception> _onBroken;
    private readonly CallMetrics? _metrics;
    private readonly long _started;
    private readonly ITimer _timer;
    private readonly CancellationTokenSource _stopping = new();
    private TimeSpan _timerDue = TimeSpan.MaxValue;

    /// <summary>See <see cref="IAcceptorTransport.SendAsync"/>; this node's own acceptors included. The node is an index into <see cref="ClusterLayout.Nodes"/>.</summary>
    public delegate Task<AcceptorAnswer> Send(int node, AcceptorRequest request, CancellationToken cancellationToken);

    /// <param name="node">Whose proposer it is.</param>
    /// <param name="engine">Used by this loop alone.</param>
    /// <param name="send">The way to the acceptors.</param>
    /// <param name="messageTimeout">How long a small batch may take before it counts as lost; a large one has <see cref="Batch.Travel"/> besides.</param>
    /// <param name="time">The clock.</param>
    /// <param name="onSuspicion">Told whom it suspects, and whom no longer.</param>
    /// <param name="onBroken">Told when the engine itself fails, which no message should be able to make it do. It has stopped then, as if disposed of.</param>
    public ProposerLoop(
        string node, ProposerEngine engine, Send send, TimeSpan messageTimeout, TimeProvider time, Action<Suspicion> onSuspicion, Action<Exception> onBroken)
        : this(node, engine, send, messageTimeout, time, onSuspicion, onBroken, null)
    {
    }

    internal ProposerLoop(
        string node,
        ProposerEngine engine,
        Send send,
        TimeSpan messageTimeout,
        TimeProvider time,
        Action<Suspicion> onSuspicion,
        Action<Exception> onBroken,
        CallMetrics? metrics)
    {
        (_node, _engine, _send, _messageTimeout, _time) = (node, engine, send, messageTimeout, time);
        (_onSuspicion, _onBroken, _metrics) = (onSuspicion, onBroken, metrics);
        _started = time.GetTimestamp();
        _timer = time.CreateTimer(_ => OnTimer(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>See <see cref="ProposerEngine.Propose"/>.</summary>
    /// <exception cref="NodeStoppedException">It has been disposed of.</exception>
    /// <exception cref="InvariantException">What acceptors say of the register cannot be true, so it is not known what it holds.</exception>
    public async Task<Outcome> ProposeAsync(RegisterKey key, Proposal proposal, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var caller = new TaskCaller(_node, CallKind.Propose, _time.GetTimestamp());
        Run((engine, now) => engine.Propose(caller, key, proposal, timeout, now));
        return await CompletionAsync(caller, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>See <see cref="ProposerEngine.Read"/>.</summary>
    /// <exception cref="NodeStoppedException">It has been disposed of.</exception>
    /// <exception cref="InvariantException">What acceptors say of the register cannot be true, so it is not known what it holds.</exception>
    public async Task<Outcome> ReadAsync(RegisterKey key, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var caller = new TaskCaller(_node, CallKind.Read, _time.GetTimestamp());
        Run((engine, now) => engine.Read(caller, key, timeout, now));
        return await CompletionAsync(caller, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>See <see cref="ProposerEngine.Wait"/>.</summary>
    /// <exception cref="NodeStoppedException">It has been disposed of.</exception>
    public async Task<Proposal> WaitAsync(RegisterKey key, CancellationToken cancellationToken)
    {
        var caller = new TaskCaller(_node, CallKind.Wait, _time.GetTimestamp());
        Run((engine, now) => engine.Wait(caller, key, now));
        try
        {
            return (await CompletionAsync(caller, cancellationToken).ConfigureAwait(false)).Proposal!;
        }
        catch (OperationCanceledException)
        {
            Run((engine, _) => engine.StopWaiting(caller, key));
            throw;
        }
    }

    /// <summary>See <see cref="ProposerEngine.OnChosen"/>.</summary>
    public void OnChosen(IReadOnlyList<KeyValuePair<RegisterKey, Proposal>> chosen) => Hear((engine, now) =>
    {
        foreach (var (key, proposal) in chosen) engine.OnChosen(key, proposal, now);
    });

    /// <summary>See <see cref="ProposerEngine.Suspects"/>.</summary>
    public bool Suspects(string node)
    {
        lock (_lock) return _engine.Suspects(node);
    }

    /// <summary>See <see cref="ProposerEngine.OnAlive"/>.</summary>
    public void OnAlive(string node)
    {
        if (Suspects(node)) Hear((engine, now) => engine.OnAlive(node, now));
    }

    /// <summary>See <see cref="ProposerEngine.SeenOf"/>.</summary>
    public StoreMark SeenOf(string node)
    {
        lock (_lock) return _engine.SeenOf(node);
    }

    /// <summary>See <see cref="ProposerEngine.Marks"/>.</summary>
    public IReadOnlyList<StoreMark> Marks
    {
        get
        {
            lock (_lock) return _engine.Marks;
        }
    }

    /// <summary>See <see cref="ProposerEngine.Note(string, StoreMark)"/>.</summary>
    public void Note(string node, StoreMark mark)
    {
        lock (_lock) _engine.Note(node, mark);
    }

    /// <summary>See <see cref="ProposerEngine.Note(IReadOnlyList{StoreMark})"/>.</summary>
    public void Note(IReadOnlyList<StoreMark> heard)
    {
        lock (_lock) _engine.Note(heard);
    }

    /// <summary>Tells all callers, later ones too, that they must ask another node.</summary>
    public void Dispose()
    {
        _timer.Dispose();
        _stopping.Cancel();
    }

    private async Task<Outcome> CompletionAsync(TaskCaller caller, CancellationToken cancellationToken)
    {
        // Without its timer and its acceptors a stopped engine tells nobody anything.
        using var stop = _stopping.Token.UnsafeRegister(static caller => ((TaskCaller)caller!).Abandon(), caller);
        return await caller.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private void OnTimer()
    {
        lock (_lock) _timerDue = TimeSpan.MaxValue;
        Hear((engine, now) => engine.OnTimer(now));
    }

    /// <summary>As <see cref="Run"/>, of what happens without a caller: nobody would catch what it throws, and a timer's would end the process.</summary>
    private void Hear(Action<ProposerEngine, TimeSpan> call)
    {
        try
        {
            Run(call);
        }
        catch (Exception exception)
        {
            Dispose();
            _onBroken(exception);
        }
    }

    private void Run(Action<ProposerEngine, TimeSpan> call)
    {
        // Whoever calls a stopped one is told so; what was under way is nobody's any more.
        if (_stopping.IsCancellationRequested) return;
        Effects? effects;
        lock (_lock)
        {
            call(_engine, Now);
            effects = _engine.TakeEffects();
            SetTimer();
        }
        if (effects is null) return;
        foreach (var suspicion in effects.Suspicions) _onSuspicion(suspicion);
        _metrics?.OnCompleted(effects.Completions);
        // First whoever waits, then whoever is told that nobody waits any more.
        foreach (var (caller, outcome) in effects.Completions) caller.Complete(outcome);
        foreach (var (caller, exception) in effects.Failures) caller.Fail(exception);
        foreach (var batch in effects.Batches) _ = DeliverAsync(batch);
    }

    private TimeSpan Now => _time.GetElapsedTime(_started);

    private void SetTimer()
    {
        // An early tick is harmless, so the timer is only ever moved forward: most operations end before theirs.
        if (_engine.NextTimer is not { } due || due >= _timerDue) return;
        _timerDue = due;
        var delay = due - Now;
        // Timers count in milliseconds: rounding down would tick before it is time, and again, and again.
        _timer.Change(TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling(delay.TotalMilliseconds))), Timeout.InfiniteTimeSpan);
    }

    private async Task DeliverAsync(Batch batch)
    {
        AcceptorAnswer answer;
        using var deadline = new CancellationTokenSource(_messageTimeout + batch.Travel, _time);
        try
        {
            answer = await _send(batch.NodeIndex, new AcceptorRequest(_node, batch.Seen, batch.Heard, batch.Messages), deadline.Token).WaitAsync(deadline.Token).ConfigureAwait(false);
            if (answer.Replies.Count == 0 || answer.Replies.Count > batch.Messages.Count) throw new InvalidDataException($"{answer.Replies.Count} replies to {batch.Messages.Count} messages.");
        }
        catch (Exception)
        {
            // Whatever it was, nobody knows what the node has done with the batch: a missing vote, never a refusal.
            Hear((engine, now) => engine.OnFailure(batch, now));
            return;
        }
        Hear((engine, now) => engine.OnReplies(batch, answer.Replies, answer.Mark, now));
    }

    private sealed class TaskCaller(string node, CallKind kind, long started) : MeasuredCaller(kind, started)
    {
        private readonly TaskCompletionSource<Outcome> _source = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<Outcome> Task => _source.Task;

        public override void Complete(Outcome outcome) => _source.TrySetResult(outcome);

        public override void Fail(InvariantException exception) => _source.TrySetException(exception);

        public void Abandon() => _source.TrySetException(new NodeStoppedException(node));
    }
}
