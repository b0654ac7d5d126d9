using Actors.Engine;
using Actors.Engine.Identity;
using Actors.Paxos;
using Actors.Runtime.Metrics;
using Actors.Runtime.Tracing;
using Microsoft.Extensions.Logging;

namespace Actors.Runtime;

/// <summary>
/// One running node: its store, the one thread of acceptors in front of it, and its proposer. Whatever speaks to it (grains, HTTP/2) is a face that
/// keeps nothing, so it does not matter how many faces there are.
/// </summary>
public sealed class RegisterNode : IDisposable
{
    private readonly RegisterNodeSettings _settings;
    private readonly IRegisterStore _store;
    private readonly ILogger _logger;
    private readonly VotingGate _gate;
    private readonly StoreMemory _memory;
    private readonly AcceptorLoop _acceptors;
    private readonly ProposerIds _ids;
    private readonly Lock _lock = new();
    private readonly VotingGate _remembered = new();
    private readonly CancellationTokenSource _stopping = new();
    private volatile NodeProposer[] _proposers = [];
    private volatile string? _broken;
    private volatile bool _startedBehind;
    private volatile string? _silence;
    private readonly RareLine _violated;

    /// <summary>
    /// Starts the node on its store, which it owns from now on. It votes while the gate is open, always if there is none. What the memory knows of stores it knows
    /// from the beginning, and what it knows at the end the memory keeps.
    /// </summary>
    /// <exception cref="StoreException">
    /// The store cannot say durably that the node has started once more, or it was used by another node or under another layout. It is disposed of.
    /// </exception>
    public RegisterNode(RegisterNodeSettings settings, IRegisterStore store, ILogger logger, VotingGate? gate = null, StoreMemory? memory = null)
    {
        (_settings, _logger, _gate, _memory) = (settings, logger, gate ?? new VotingGate(), memory ?? new StoreMemory());
        _violated = new RareLine(settings.Time);
        Metrics = settings.Measured ? new NodeMetrics(this, store, settings.Time) : null;
        _store = store = Metrics is null ? store : new MeasuredStore(store, settings.Time, Metrics.OnStoreWrite);
        StoreMark start;
        try
        {
            if (StoreOwner.Claim(store, Name, Layout) is { } conflict) throw new StoreException(conflict);
            // Before the first ballot: a ballot of an earlier start must never be used for another value.
            var sequence = store.Sequence;
            Incarnation = store.RaiseIncarnation();
            start = new StoreMark(Incarnation, sequence);
        }
        catch
        {
            store.Dispose();
            throw;
        }
        Trace = new RoundTrace(Incarnation, settings.Time);
        _acceptors = new AcceptorLoop(new AcceptorEngine(store, start), OnChosen, OnViolated, OnVoting, Trace, Metrics, settings.Node);
        _ids = new ProposerIds(Name, Incarnation, Random.Shared);
        Proposer = AddProposer();
        _remembered.Close("It has not heard yet from a majority of the nodes what they have seen of its store.");
        RollCall = new RollCallLoop(new Engine.RollCall(Layout, Name), AskWhatWasSeenAsync, _remembered.Open, settings.Time).RunAsync(_stopping.Token);
        Metrics?.Publish();
        _logger.Started(Name, Incarnation, store.StoreId, settings.Layout.Quorums.Acceptors, string.Join(", ", settings.Layout.Nodes));
    }

    /// <summary>The node's name.</summary>
    public string Name => _settings.Node;

    /// <summary>How often it has started.</summary>
    public long Incarnation { get; }

    /// <summary>The id of its store.</summary>
    public Guid StoreId => _store.StoreId;

    /// <summary>Why it does not vote, null if it does.</summary>
    public string? RefusesBecause =>
        _broken ?? _gate.ClosedBecause ?? _acceptors.RefusesBecause ?? (_remembered.ClosedBecause is { } unheard ? $"{unheard}{_silence}" : null);

    /// <summary>
    /// Completes when the nodes have told what they have seen of this node's store (see <see cref="Engine.RollCall"/>), or the node stops. Before, it does not
    /// vote; if it is behind, it never will.
    /// </summary>
    public Task RollCall { get; }

    /// <summary>The proposer of all that has none of its own.</summary>
    public NodeProposer Proposer { get; }

    /// <summary>The nodes and acceptors.</summary>
    public ClusterLayout Layout => _settings.Layout;

    /// <summary>What is sent and received, for those who watch a register.</summary>
    public RoundTrace Trace { get; }

    /// <summary>What it has counted of itself; null unless <see cref="RegisterNodeSettings.Measured"/>.</summary>
    public NodeMetrics? Metrics { get; }

    /// <summary>Whether another node is skipped at present because it does not answer.</summary>
    public bool Suspects(string node) => _proposers.Any(proposer => proposer.Suspects(node));

    /// <summary>What this node knows of the stores of all nodes, in the order of the layout.</summary>
    public IReadOnlyList<StoreMark> Marks
    {
        get
        {
            var proposers = _proposers;
            return proposers.Length == 1 ? proposers[0].Loop.Marks : [.. Layout.Nodes.Select(SeenOf)];
        }
    }

    /// <summary>Makes one more proposer, for what must not wait behind anything else.</summary>
    public NodeProposer AddProposer()
    {
        var engine = new ProposerEngine(Layout, _ids, _settings.Proposer, Random.Shared);
        var loop = new ProposerLoop(
            Name, engine, (node, request, token) => AskVotesAsync(Layout.Nodes[node], request, token), _settings.MessageTimeout, _settings.Time, OnSuspicion,
            OnBroken, Metrics?.Calls);
        var proposer = new NodeProposer(this, loop, _settings.OperationTimeout);
        lock (_lock) _proposers = [.. _proposers, proposer];
        // What was told before, it has not heard.
        loop.Note(_memory.Marks);
        loop.Note(Marks);
        return proposer;
    }

    /// <summary>Answers messages to this node's acceptors once all that the replies rest on is durable.</summary>
    /// <exception cref="NotVotingException">The node does not vote, or not on one of them.</exception>
    /// <exception cref="StoreException">Nothing may be answered.</exception>
    public async Task<AcceptorAnswer> ProcessAsync(AcceptorRequest request)
    {
        // A node that does not vote remembers for the others all the same.
        if (request.Heard.Count > 0) Note(request.Heard);
        // No messages, no votes: whoever starts must hear what was seen of its store, also from nodes that wait themselves.
        var isRollCall = request.Messages.Count == 0;
        if (!isRollCall && Refusal(request.Messages) is { } refusal) throw new NotVotingException(Name, refusal);
        AcceptorResult result;
        try
        {
            result = await _acceptors.ProcessAsync(request).ConfigureAwait(false);
        }
        catch (Exception exception) when (isRollCall && exception is StoreException)
        {
            StopIfBehind(exception);
            return new AcceptorAnswer(default, Marks, []);
        }
        catch (StoreBehindException exception)
        {
            StopIfBehind(exception);
            throw;
        }
        // Whoever asks what was seen is told nothing of a store that may be the wrong one: the right one would be refused when it is put back.
        var mark = isRollCall && _gate.ClosedBecause is not null ? default : result.Mark;
        // Told to all whom this node sends anything from now on: whoever asked may be gone before it can tell them.
        Note(Name, mark);
        return new AcceptorAnswer(mark, isRollCall ? Marks : request.CorrectionOf(Layout, SeenOf(request.From)), result.Replies);
    }

    /// <summary>Stores a decision that this node was told of. Not a vote.</summary>
    /// <exception cref="StoreException">It may be stored or not.</exception>
    public Task LearnAsync(RegisterKey key, Proposal proposal) =>
        _acceptors.ProcessAsync(new AcceptorRequest(Name, default, [new RegisterMessage(key, new Learn(proposal))]));

    /// <summary>Has this node's store note something for the node itself, durably. Not a vote.</summary>
    /// <exception cref="StoreException">It may have noted it or not.</exception>
    public Task NoteAsync(RegisterKey key, Proposal value) => _acceptors.NoteAsync(key, value);

    /// <summary>
    /// Hears how far the stores of all nodes, in the order of the layout, are known to have come. If this node's store is behind, the node does not vote any more.
    /// </summary>
    /// <returns>Why the store is behind; null if it is not, or cannot be read at present.</returns>
    public async Task<string?> HearAsync(IReadOnlyList<StoreMark> marks)
    {
        Note(marks);
        try
        {
            await _acceptors.ProcessAsync(new AcceptorRequest(Name, SeenOf(Name), [])).ConfigureAwait(false);
        }
        catch (StoreException exception)
        {
            // The acceptors have heard it. They refuse for good, or will compare it with the store as soon as that can be read.
            StopIfBehind(exception);
            return exception is StoreBehindException ? exception.Message : null;
        }
        return null;
    }

    /// <summary>Has this node's acceptor alone forget the slots of a log below one, all of which must be decided: see <see cref="Trim"/>. Not a vote.</summary>
    /// <exception cref="StoreException">It may have forgotten them or not.</exception>
    public Task ForgetAsync(SlotKey below) =>
        _acceptors.ProcessAsync(new AcceptorRequest(Name, default, [new RegisterMessage(below.Key, new Trim())]));

    /// <summary>Gets a register decided, with this proposal or another. Ends before the operation timeout.</summary>
    public Task<Outcome> ProposeAsync(RegisterKey key, Proposal proposal, CancellationToken cancellationToken) => Proposer.ProposeAsync(key, proposal, cancellationToken);

    /// <summary>Looks at a register. Linearizable. Ends before the operation timeout.</summary>
    public Task<Outcome> ReadAsync(RegisterKey key, CancellationToken cancellationToken) => Proposer.ReadAsync(key, cancellationToken);

    /// <summary>Completes with the winner as soon as the register is decided, by whomever.</summary>
    public Task<Proposal> WaitAsync(RegisterKey key, CancellationToken cancellationToken) => Proposer.Loop.WaitAsync(key, cancellationToken);

    /// <summary>What this node's acceptor of a register has stored. Changes nothing.</summary>
    /// <exception cref="StoreException">It cannot be read.</exception>
    public AcceptorState Inspect(RegisterKey key) => _store.Read(key);

    /// <summary>What this node's acceptor of a register holds, and whether it knows that it is chosen. Changes nothing, and leaves no trace.</summary>
    /// <exception cref="StoreException">It cannot be read.</exception>
    public async Task<AcceptorState> HoldsAsync(RegisterKey key) =>
        StateOf((await _acceptors.ProcessAsync(new AcceptorRequest(RoundTrace.Onlooker, default, [new RegisterMessage(key, new Read())])).ConfigureAwait(false)).Replies[0])!;

    /// <summary>What one acceptor of a register holds, null if it does not answer.</summary>
    public async Task<AcceptorState?> InspectAsync(string node, RegisterKey key, CancellationToken cancellationToken) =>
        StateOf(await AskAsync(node, new RegisterMessage(key, new Read()), cancellationToken).ConfigureAwait(false));

    /// <summary>One node's reply to one message; null if it does not answer.</summary>
    private async Task<AcceptorReply?> AskAsync(string node, RegisterMessage message, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await SendAsync(node, new AcceptorRequest(Name, SeenOf(node), [message]), cancellationToken)
                .WaitAsync(_settings.MessageTimeout, _settings.Time, cancellationToken).ConfigureAwait(false);
            return answer.Replies[0];
        }
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <summary>Has every node forget the slots of a log below one: see <see cref="Trim"/>.</summary>
    /// <returns>How many nodes have; the others keep them until the log is trimmed again.</returns>
    public async Task<int> TrimAsync(SlotKey below, CancellationToken cancellationToken)
    {
        var replies = await Task.WhenAll(Layout.Nodes.Select(node => AskAsync(node, new RegisterMessage(below.Key, new Trim()), cancellationToken))).ConfigureAwait(false);
        return replies.Count(reply => reply is Learned);
    }

    /// <summary>Stops: answers what has arrived, then closes the store.</summary>
    public void Dispose()
    {
        _stopping.Cancel();
        StopProposers();
        _acceptors.Dispose();
        // Of a store that may be the wrong one nothing is remembered: the right one would be refused when it is put back.
        if (RefusesBecause is null) Note(Name, _acceptors.Mark);
        _memory.Note(Marks);
        Trace.Dispose();
        Metrics?.Dispose();
        _store.Dispose();
    }

    private StoreMark SeenOf(string node)
    {
        StoreMark seen = default;
        foreach (var proposer in _proposers) seen = StoreMark.Join(seen, proposer.Loop.SeenOf(node));
        return seen;
    }

    private void Note(string node, StoreMark mark)
    {
        foreach (var proposer in _proposers) proposer.Loop.Note(node, mark);
    }

    private void Note(IReadOnlyList<StoreMark> heard)
    {
        foreach (var proposer in _proposers) proposer.Loop.Note(heard);
    }

    private void OnChosen(IReadOnlyList<KeyValuePair<RegisterKey, Proposal>> chosen)
    {
        foreach (var proposer in _proposers) proposer.Loop.OnChosen(chosen);
    }

    private void StopProposers()
    {
        foreach (var proposer in _proposers) proposer.Loop.Dispose();
    }

    private Task<AcceptorAnswer> SendAsync(string node, AcceptorRequest request, CancellationToken cancellationToken) =>
        Trace.IsOn ? Trace.SendAsync(node, request, DeliverAsync, cancellationToken) : DeliverAsync(node, request, cancellationToken);

    private Task<AcceptorAnswer> DeliverAsync(string node, AcceptorRequest request, CancellationToken cancellationToken)
    {
        if (node == Name) return ProcessAsync(request);
        if (request.Messages.Count > 0) Metrics?.OnPeerBatch(request.Messages.Count);
        return _settings.Transport.SendAsync(node, request, cancellationToken);
    }

    private async Task<AcceptorAnswer> AskVotesAsync(string node, AcceptorRequest request, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(node, request, cancellationToken).ConfigureAwait(false);
        // Told more of its own store than it knows: if that is true it stops, before it counts the votes.
        if (Layout.IndexOf(Name) < answer.Heard.Count && answer.Heard[Layout.IndexOf(Name)] is var told && SeenOf(Name) is var own && StoreMark.Join(own, told) != own)
            await HearAsync(answer.Heard).ConfigureAwait(false);
        var proposers = _proposers;
        if (proposers.Length > 1)
            foreach (var proposer in proposers) proposer.Loop.OnAlive(node);
        return answer;
    }

    /// <summary>
    /// A store that falls behind after the node has begun to vote was rolled back under the running node, and its memory with it: its proposer would use ballots
    /// again that it has used for other values. A node that was started with such a store uses others, so it may propose.
    /// </summary>
    private void StopIfBehind(Exception exception)
    {
        if (exception is not StoreBehindException || _broken is not null) return;
        _startedBehind |= _gate.ClosedBecause is not null || _remembered.ClosedBecause is not null;
        if (_startedBehind) return;
        _broken = $"{exception.Message} This happened while the node ran, so its memory was rolled back too. It stops here, and does not go on until it is started again.";
        StopProposers();
        _logger.Refuses(Name, _broken);
    }

    private async Task AskWhatWasSeenAsync(string node, CancellationToken cancellationToken)
    {
        AcceptorAnswer answer;
        try
        {
            answer = await SendAsync(node, new AcceptorRequest(Name, SeenOf(node), []), cancellationToken)
                .WaitAsync(_settings.MessageTimeout, _settings.Time, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            // For whoever asks why this node waits: the other one may have another layout.
            _silence = $" From '{node}': {exception.Message}";
            throw;
        }
        Note(node, answer.Mark);
        await HearAsync(answer.Heard).ConfigureAwait(false);
    }

    private static AcceptorState? StateOf(AcceptorReply? reply) => reply switch
    {
        Report report => new AcceptorState(report.Promised, report.Accepted, null),
        Chosen chosen => AcceptorState.Initial with { Chosen = chosen.Proposal },
        _ => null,
    };

    private string? Refusal(IReadOnlyList<RegisterMessage> messages) =>
        _broken ?? (!_gate.Admits(messages) ? _gate.ClosedBecause : !_remembered.Admits(messages) ? _remembered.ClosedBecause : null);

    private void OnVoting(string? problem)
    {
        if (problem is null) _logger.VotesAgain(Name);
        else _logger.Refuses(Name, problem);
    }

    private void OnBroken(Exception exception)
    {
        _broken = $"Its proposer failed: {exception.Message} This is a bug. The proposer has stopped; restart the node.";
        _logger.Fails(exception, Name, _broken);
        StopProposers();
    }

    /// <summary>A sender can have as many as it likes, and the log is for others too.</summary>
    private void OnViolated(IReadOnlyList<string> violations)
    {
        if (_violated.IsDue(nameof(violations))) _logger.Violated(Name, violations[0]);
    }

    private void OnSuspicion(Suspicion suspicion)
    {
        // Each proposer finds out by itself; one line is enough.
        var others = _proposers.Count(proposer => proposer.Suspects(suspicion.Node)) - (suspicion.Suspected ? 1 : 0);
        if (others > 0) return;
        if (suspicion.Suspected) Metrics?.OnSuspected();
        if (suspicion.Suspected) _logger.Suspected(Name, suspicion.Node);
        else _logger.Back(Name, suspicion.Node);
    }
}
