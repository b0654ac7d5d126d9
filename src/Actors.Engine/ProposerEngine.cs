using Actors.Paxos;

namespace Actors.Engine;

/// <summary>
/// Everything a node, or a client of the nodes, does to get registers decided: it runs a <see cref="Proposer"/> for each, sends what has queued for a node as one
/// batch, begins a classic round when replies are late, pauses at random after a lost one, skips nodes that do not answer, and tells
/// the acceptors, and those who wait for others' decisions, what was chosen.
/// </summary>
/// <remarks>
/// Driven by calls, one at a time: each says what happened and what time it is (time since any fixed moment, never going back), and
/// <see cref="TakeEffects"/> says what to do about it. It has no clock, task or thread, so the simulation runs this very class.
/// Correctness rests on none of its timing: only on <see cref="Proposer"/>, and on <see cref="ProposerIds"/>, which gives none twice.
/// </remarks>
public sealed class ProposerEngine
{
    private const int ExponentMax = 6;
    private const int SlowQuorumFactor = 4;
    private const int DecidedBytesMax = 8 * 1024 * 1024;
    private static readonly TimeSpan HintDelay = TimeSpan.FromMilliseconds(5);

    private readonly ClusterLayout _layout;
    private readonly ProposerIds _ids;
    private readonly ProposerOptions _options;
    private readonly Random _random;
    private readonly RecentMap<Proposal> _decided = new(DecidedBytesMax);
    private readonly Peer[] _peers;
    private readonly Timers _timers = new();
    private readonly Dictionary<RegisterKey, Operation> _open = [];
    private readonly Watches _watches;
    private readonly List<Peer> _unsent = [];
    private readonly Hints _hints = new();
    private Effects _effects = new();
    private TimeSpan _now;

    /// <param name="layout">The nodes and the acceptors of each register.</param>
    /// <param name="ids">Those of this node or client, in this start; all its engines take theirs from it.</param>
    /// <param name="options">Valid options.</param>
    /// <param name="random">For pauses.</param>
    public ProposerEngine(ClusterLayout layout, ProposerIds ids, ProposerOptions options, Random random)
    {
        if (options.Problem() is { } problem) throw new ArgumentException(problem, nameof(options));
        (_layout, _ids, _options, _random) = (layout, ids, options, random);
        _peers = [.. layout.Nodes.Select((name, index) => new Peer(name, index, options))];
        _watches = new Watches(_timers, random, options.WaitProbeMax);
    }

    /// <summary>When <see cref="OnTimer"/> wants to be called next, null if not at all.</summary>
    public TimeSpan? NextTimer => _timers.Next;

    /// <summary>Whether a node is skipped at present.</summary>
    public bool Suspects(string node) => _layout.IndexOf(node) is >= 0 and var index && _peers[index].Suspected;

    /// <summary>What is to be done since the last call, null if nothing. What several calls want sent to one node travels together.</summary>
    public Effects? TakeEffects()
    {
        IReadOnlyList<StoreMark>? marks = null;
        foreach (var peer in _unsent)
            while (peer.TryTake(_now) is { } batch) _effects.Batches.Add(batch.Telling(marks ??= Marks));
        _unsent.Clear();
        if (_effects is { Batches.Count: 0, Completions.Count: 0, Failures.Count: 0, Suspicions.Count: 0 }) return null;
        var effects = _effects;
        _effects = new Effects();
        return effects;
    }

    /// <summary>Gets the register decided, with this proposal or another.</summary>
    public void Propose(Caller caller, RegisterKey key, Proposal proposal, TimeSpan timeout, TimeSpan now)
    {
        _now = now;
        Join(key, proposal, new Waiter(caller, now, now + timeout));
    }

    /// <summary>Tells the register's value, or that it was undecided at some moment since now.</summary>
    public void Read(Caller caller, RegisterKey key, TimeSpan timeout, TimeSpan now)
    {
        _now = now;
        Join(key, null, new Waiter(caller, now, now + timeout));
    }

    /// <summary>Tells the register's value as soon as there is one. Has no deadline: see <see cref="StopWaiting"/>.</summary>
    public void Wait(Caller caller, RegisterKey key, TimeSpan now)
    {
        _now = now;
        if (!TellKnown(caller, key) && _watches.Join(key, caller) is { } watch) TakeLook(watch);
    }

    /// <summary>Forgets a caller of <see cref="Wait"/>. It is not told anything any more.</summary>
    public void StopWaiting(Caller caller, RegisterKey key) => _watches.Leave(key, caller);

    /// <summary>What is known of the stores of all nodes, in the order of the layout.</summary>
    public IReadOnlyList<StoreMark> Marks => Array.ConvertAll(_peers, peer => peer.Seen);

    /// <summary>What is known of the store of one node.</summary>
    public StoreMark SeenOf(string node) => _layout.IndexOf(node) is >= 0 and var index ? _peers[index].Seen : default;

    /// <summary>A node has told how far its store has come.</summary>
    public void Note(string node, StoreMark mark)
    {
        if (_layout.IndexOf(node) is >= 0 and var index) _peers[index].Note(mark);
    }

    /// <summary>Somebody has told what is known of all nodes: see <see cref="AcceptorRequest.Heard"/>.</summary>
    public void Note(IReadOnlyList<StoreMark> heard)
    {
        for (var i = 0; i < Math.Min(heard.Count, _peers.Length); i++) _peers[i].Note(heard[i]);
    }

    /// <summary>
    /// The replies to a batch have come, in the order of its messages, with the mark of the store that they rest on. If there are fewer, the other messages are
    /// sent again: an answer is bounded too.
    /// </summary>
    public void OnReplies(Batch batch, IReadOnlyList<AcceptorReply> replies, StoreMark mark, TimeSpan now)
    {
        _now = now;
        batch.Peer.Note(mark);
        InvariantException.ThrowUnless(replies.Count > 0 && replies.Count <= batch.Envelopes.Length,
            $"{batch.Node} sent {replies.Count} replies to {batch.Envelopes.Length} messages.");
        if (batch.Peer.Finish(batch))
        {
            if (batch.Peer.Suspected) _effects.Suspicions.Add(new Suspicion(batch.Node, false));
            batch.Peer.OnAnswer(batch, replies.Count, now);
            if (replies.Count < batch.Envelopes.Length) batch.Peer.Return(batch.Envelopes.AsSpan(replies.Count));
        }
        for (var i = 0; i < replies.Count; i++)
        {
            var (operation, acceptor, _, _) = batch.Envelopes[i];
            if (operation is null or { Done: true }) continue;
            operation.NoteAnswer(acceptor);
            Take(operation, acceptor, replies[i]);
        }
        MarkUnsent(batch.Peer);
    }

    /// <summary>A node has answered another proposer of this node. One that sends nothing itself would go on skipping it.</summary>
    public void OnAlive(string node, TimeSpan now)
    {
        _now = now;
        if (_layout.IndexOf(node) is not (>= 0 and var index) || !_peers[index].Suspected) return;
        _peers[index].Trust(now);
        _effects.Suspicions.Add(new Suspicion(node, false));
    }

    /// <summary>No replies will come: the node is gone, refuses, or took too long. Nobody knows what it has done.</summary>
    public void OnFailure(Batch batch, TimeSpan now)
    {
        _now = now;
        if (!batch.Peer.Finish(batch)) return;
        Suspect(batch.Peer);
        foreach (var envelope in batch.Envelopes) Hasten(envelope.Operation);
    }

    /// <summary>This node has learned a decision, from whomever.</summary>
    public void OnChosen(RegisterKey key, Proposal proposal, TimeSpan now)
    {
        _now = now;
        Spread(key, proposal);
    }

    /// <summary>Time has passed.</summary>
    public void OnTimer(TimeSpan now)
    {
        _now = now;
        while (_timers.TryTake(now) is { } timed)
        {
            if (timed is Watch watch) TakeLook(watch);
            else if (timed is Operation operation) Attend(operation);
            else SendHints();
        }
    }

    private void Join(RegisterKey key, Proposal? own, Waiter waiter)
    {
        if (TellKnown(waiter.Caller, key)) return;
        // A read that has left is not joined: it may say "undecided" of a moment before this caller came.
        if (_open.TryGetValue(key, out var operation) && operation.Admits(own))
        {
            operation.Waiters.Add(waiter);
            if (NextCheck(waiter) is var check && check < operation.Due) _timers.Set(operation, check);
            return;
        }
        var proposer = new Proposer(_layout.Quorums, _ids.Next(), own);
        operation = new Operation(key, proposer, _layout.AcceptorsOf(key), proposes: own is not null);
        operation.Waiters.Add(waiter);
        _open[key] = operation;
        Apply(operation, proposer.Begin(fast: Reachable(operation) >= _layout.Quorums.Fast));
    }

    private void Attend(Operation operation)
    {
        for (var i = operation.Waiters.Count - 1; i >= 0; i--)
        {
            var waiter = operation.Waiters[i];
            // A deadline that comes first says nothing of the quorum: the first answers may take longer.
            var missing = _now - waiter.Since < _options.NoQuorumAfter ? OutcomeKind.Unknown : Shortfall(operation);
            if (waiter.Deadline > _now && missing != OutcomeKind.NoQuorum) continue;
            Tell(waiter.Caller, operation.Outcome(missing, null));
            operation.Waiters.RemoveAt(i);
        }
        if (operation.Waiters.Count == 0) Close(operation);
        else if (_now < operation.LateAt) SetTimer(operation, operation.LateAt);
        else OnLate(operation);
    }

    private void OnLate(Operation operation)
    {
        var rounds = operation.Rounds;
        foreach (var acceptor in operation.Acceptors)
            if (!_peers[acceptor].Suspected && _peers[acceptor].IsSilent(_now)) Suspect(_peers[acceptor]);
        if (operation.Rounds != rounds) return;
        if (_now < operation.LateAt) SetTimer(operation, operation.LateAt);
        else if (Queues(operation)) SetTimer(operation, _now + Patience(operation));
        else BeginRound(operation);
    }

    /// <summary>Whether a quorum will get its message before long, and has not got it yet: another round would only lose its place in the queues.</summary>
    private bool Queues(Operation operation)
    {
        var phase = operation.Proposer.Phase;
        var needed = phase == ProposerPhase.FastAccepting ? _layout.Quorums.Fast : _layout.Quorums.Classic;
        if (phase == ProposerPhase.Lost || operation.Sent >= needed) return false;
        var moving = 0;
        for (var i = 0; i < operation.Acceptors.Length; i++)
            if (operation.IsQueued(i) && _peers[operation.Acceptors[i]].IsMoving(_now)) moving++;
        return operation.Sent + moving >= needed;
    }

    /// <summary>What is missing: a quorum that answers anything at all, or only more time.</summary>
    private OutcomeKind Shortfall(Operation operation)
    {
        var heard = 0;
        for (var i = 0; i < operation.Acceptors.Length; i++)
            if (operation.HasAnswered(i) || _peers[operation.Acceptors[i]].HasAnsweredSince(_now - _options.NoQuorumAfter)) heard++;
        return heard < _layout.Quorums.Classic ? OutcomeKind.NoQuorum : OutcomeKind.Unknown;
    }

    private void Take(Operation operation, int acceptor, AcceptorReply reply)
    {
        ProposerStep step;
        try
        {
            step = operation.Proposer.Handle(acceptor, reply);
        }
        catch (Exception exception)
        {
            Fail(operation, exception);
            return;
        }
        Apply(operation, step, toldBy: reply);
    }

    private void BeginRound(Operation operation)
    {
        ProposerStep step;
        try
        {
            step = operation.Proposer.BeginRound();
        }
        catch (Exception exception)
        {
            Fail(operation, exception);
            return;
        }
        Apply(operation, step);
    }

    /// <summary>Contradictory replies about one register end only the operations on it: a forged reply cannot stop the node.</summary>
    private void Fail(Operation operation, Exception exception)
    {
        Close(operation);
        var failure = new InvariantException($"Register '{operation.Key}': {exception.Message}", exception);
        foreach (var waiter in operation.Waiters)
            if (waiter.Caller is Look { Watch: var watch }) _watches.LookLater(watch, _now);
            else _effects.Failures.Add((waiter.Caller, failure));
    }

    private void Apply(Operation operation, ProposerStep step, AcceptorReply? toldBy = null)
    {
        if (step.Decided is { } proposal)
        {
            End(operation, OutcomeKind.Decided, proposal);
            if (toldBy is not Chosen) Teach(operation, proposal);
            Spread(operation.Key, proposal);
        }
        else if (step.Undecided) End(operation, OutcomeKind.Undecided, null);
        else if (step.RoundLost) SetTimer(operation, _now + _random.NextDouble() * Patience(operation));
        else if (step.Send is { } message) Send(operation, message);
    }

    private void Send(Operation operation, AcceptorMessage message)
    {
        if (message is Prepare) operation.Rounds++;
        operation.Begin(message);
        SetTimer(operation, _now + Patience(operation));
        // Without the suspects there is no quorum, so skipping them would only help if they are truly gone.
        var all = Reachable(operation) < _layout.Quorums.Classic;
        for (var i = 0; i < operation.Acceptors.Length; i++)
            Post(operation.Acceptors[i], new Envelope(operation, i, new RegisterMessage(operation.Key, message), _now), all);
    }

    /// <summary>
    /// Not needed for safety, and nobody's answer waits for it: it saves the next one who asks from finding out again. So it travels with whatever is
    /// sent next, or by itself a little later. With it travel the marks of the stores that the decision rests on (<see cref="AcceptorRequest.Heard"/>).
    /// </summary>
    private void Teach(Operation operation, Proposal proposal)
    {
        var message = new RegisterMessage(operation.Key, new Learn(proposal));
        for (var i = 0; i < operation.Acceptors.Length; i++) Post(operation.Acceptors[i], new Envelope(null, i, message, _now), suspectsToo: false);
        if (_hints.Due is null) _timers.Set(_hints, _now + HintDelay);
    }

    private void SendHints()
    {
        foreach (var peer in _peers)
        {
            peer.Hurry();
            MarkUnsent(peer);
        }
    }

    private void Post(int node, Envelope envelope, bool suspectsToo)
    {
        var peer = _peers[node];
        if (!suspectsToo && !peer.MaySend(_now)) return;
        peer.Enqueue(envelope);
        MarkUnsent(peer);
    }

    private void MarkUnsent(Peer peer)
    {
        if (!_unsent.Contains(peer)) _unsent.Add(peer);
    }

    private void Suspect(Peer peer)
    {
        if (!peer.Suspected) _effects.Suspicions.Add(new Suspicion(peer.Node, true));
        foreach (var envelope in peer.Suspect(_now)) Hasten(envelope.Operation);
    }

    /// <summary>A fast quorum that cannot come is not waited for: a dead node costs a round trip, not a timeout.</summary>
    private void Hasten(Operation? operation)
    {
        if (operation is { Done: false, Proposer.Phase: ProposerPhase.FastAccepting } && Reachable(operation) < _layout.Quorums.Fast)
            BeginRound(operation);
    }

    private int Reachable(Operation operation)
    {
        var count = 0;
        foreach (var acceptor in operation.Acceptors)
            if (!_peers[acceptor].Suspected) count++;
        return count;
    }

    /// <summary>How long to wait for a quorum: as long as the slowest node usually takes, longer and less predictable with every round.</summary>
    private TimeSpan Patience(Operation operation)
    {
        var patience = _options.PatienceMin;
        foreach (var acceptor in operation.Acceptors)
        {
            var peer = _peers[acceptor];
            if (!peer.Suspected && peer.RoundTrips.Patience > patience) patience = peer.RoundTrips.Patience;
        }
        if (operation.Rounds == 0) return patience;
        patience *= (1 << Math.Min(operation.Rounds, ExponentMax)) * (0.5 + _random.NextDouble());
        // A quorum that does answer, but late, is waited for in the end: giving up before it every time would never end.
        var most = operation.Answered < _layout.Quorums.Classic ? _options.PatienceMax : SlowQuorumFactor * _options.PatienceMax;
        return patience < most ? patience : most * (0.5 + _random.NextDouble() / 2);
    }

    private void SetTimer(Operation operation, TimeSpan lateAt)
    {
        operation.LateAt = lateAt;
        foreach (var waiter in operation.Waiters)
            if (NextCheck(waiter) is var check && check < lateAt) lateAt = check;
        _timers.Set(operation, lateAt);
    }

    /// <summary>
    /// When a waiter wants to be looked at next: whoever joins late gets as much time to find a quorum as whoever came first. A quorum that was there may be gone
    /// some time later.
    /// </summary>
    private TimeSpan NextCheck(Waiter waiter)
    {
        var check = waiter.Since + _options.NoQuorumAfter;
        if (check <= _now) check = _now + _options.NoQuorumAfter / 8;
        return check < waiter.Deadline ? check : waiter.Deadline;
    }

    private void End(Operation operation, OutcomeKind kind, Proposal? proposal)
    {
        Close(operation);
        var outcome = operation.Outcome(kind, proposal);
        foreach (var waiter in operation.Waiters) Tell(waiter.Caller, outcome);
    }

    private void Close(Operation operation)
    {
        operation.Done = true;
        operation.Due = null;
        if (_open.TryGetValue(operation.Key, out var current) && current == operation) _open.Remove(operation.Key);
    }

    private void Spread(RegisterKey key, Proposal proposal)
    {
        _decided.Set(key, proposal, proposal.Value.Bytes.Length);
        if (_open.TryGetValue(key, out var operation)) End(operation, OutcomeKind.Decided, proposal);
        foreach (var caller in _watches.End(key)) Tell(caller, new Outcome(OutcomeKind.Decided, proposal, 0, 0));
    }

    private bool TellKnown(Caller caller, RegisterKey key)
    {
        if (_decided.Get(key) is not { } proposal) return false;
        Tell(caller, new Outcome(OutcomeKind.Decided, proposal, 0, 0));
        return true;
    }

    private void TakeLook(Watch watch) => Join(watch.Key, null, new Waiter(new Look(watch), _now, _now + _options.NoQuorumAfter));

    private void Tell(Caller caller, Outcome outcome)
    {
        if (caller is not Look { Watch: var watch }) _effects.Completions.Add((caller, outcome));
        else if (outcome.Kind == OutcomeKind.Decided) Spread(watch.Key, outcome.Proposal!);
        else _watches.LookLater(watch, _now);
    }
}
