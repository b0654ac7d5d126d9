using Actors.Engine;
using Actors.Paxos;
using Actors.Runtime.Metrics;
using Actors.Runtime.Tracing;

namespace Actors.Runtime;

/// <summary>
/// The one thread that writes a node's store. It takes all batches that wait, has them answered with one write, and goes on: the slower
/// the disk, the larger the write.
/// </summary>
internal sealed class AcceptorLoop : IDisposable
{
    private const int MessagesMax = 4096, BytesMax = 4 * 1024 * 1024;

    // A plain monitor, not a BlockingCollection: that one spins before it sleeps, which cost a fifth of a core at one caller.
    private readonly object _lock = new();
    private Queue<Request> _arrived = new();
    private bool _stopping;
    private readonly AcceptorEngine _engine;
    private readonly Action<IReadOnlyList<KeyValuePair<RegisterKey, Proposal>>> _onChosen;
    private readonly Action<IReadOnlyList<string>> _onViolated;
    private readonly Action<string?> _onVoting;
    private readonly RoundTrace _trace;
    private readonly NodeMetrics? _metrics;
    private readonly Thread _thread;
    private string? _refusesBecause;

    /// <param name="engine">Used by this loop alone.</param>
    /// <param name="onChosen">Told what the node has learned, after it is stored.</param>
    /// <param name="onViolated">Told what the protocol rules out and was asked all the same.</param>
    /// <param name="onVoting">Told when the node stops voting, and why, and with null when it votes again.</param>
    /// <param name="trace">Told what arrives and what is answered, while it is on.</param>
    /// <param name="metrics">Told how much was answered at once; null if nobody counts.</param>
    /// <param name="node">For the thread's name.</param>
    public AcceptorLoop(
        AcceptorEngine engine, Action<IReadOnlyList<KeyValuePair<RegisterKey, Proposal>>> onChosen, Action<IReadOnlyList<string>> onViolated,
        Action<string?> onVoting, RoundTrace trace, NodeMetrics? metrics, string node)
    {
        (_engine, _onChosen, _onViolated, _onVoting, _trace, _metrics) = (engine, onChosen, onViolated, onVoting, trace, metrics);
        _thread = new Thread(Run) { IsBackground = true, Name = $"acceptor {node}" };
        _thread.Start();
    }

    /// <summary>Why the node does not vote, null if it does.</summary>
    public string? RefusesBecause => Volatile.Read(ref _refusesBecause);

    /// <summary>How far the store has come. Only once it is stopped: it is read by the one thread otherwise.</summary>
    public StoreMark Mark => _engine.Mark;

    /// <summary>Completes with the replies when all that they rest on is durable; fails if there will be none.</summary>
    public Task<AcceptorResult> ProcessAsync(AcceptorRequest asked) => EnqueueAsync(new Request(asked));

    /// <summary>See <see cref="AcceptorEngine.Note"/>. Completes when it is durable.</summary>
    public Task NoteAsync(RegisterKey key, Proposal value) => EnqueueAsync(new Request(new AcceptorRequest("", default, [])) { Note = (key, value) });

    private Task<AcceptorResult> EnqueueAsync(Request request)
    {
        lock (_lock)
        {
            if (_stopping) return Task.FromException<AcceptorResult>(new StoreException("The node is stopping."));
            _arrived.Enqueue(request);
            if (_arrived.Count == 1) Monitor.Pulse(_lock);
        }
        return request.Task;
    }

    /// <summary>Answers what has arrived, then stops.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _stopping = true;
            Monitor.Pulse(_lock);
        }
        _thread.Join();
    }

    private void Run()
    {
        var taken = new Queue<Request>();
        var waiting = new List<Request>();
        var messages = new List<RegisterMessage>();
        while (TakeAll(ref taken))
        {
            while (taken.Count > 0)
            {
                StoreMark seen = default;
                var bytes = 0;
                while (messages.Count < MessagesMax && bytes < BytesMax && taken.TryDequeue(out var next))
                {
                    bytes += next.Bytes;
                    waiting.Add(next);
                    messages.AddRange(next.Messages);
                    seen = StoreMark.Join(seen, next.Seen);
                }
                Process(waiting, messages, seen);
                waiting.Clear();
                messages.Clear();
            }
        }
    }

    /// <summary>Waits for requests and exchanges the empty queue for theirs; false when there will be none any more.</summary>
    private bool TakeAll(ref Queue<Request> taken)
    {
        lock (_lock)
        {
            while (_arrived.Count == 0 && !_stopping) Monitor.Wait(_lock);
            (_arrived, taken) = (taken, _arrived);
            return taken.Count > 0;
        }
    }

    /// <summary>Whatever it throws ends what is asked here, and not the thread: the process would end with that.</summary>
    private void Process(List<Request> waiting, List<RegisterMessage> messages, StoreMark seen)
    {
        try
        {
            if (_trace.IsOn)
                foreach (var request in waiting) _trace.OnReceived(request.From, request.Messages);
            foreach (var request in waiting)
                if (request.Note is { } note) _engine.Note(note.Key, note.Value);
            var result = _engine.Process(messages, seen);
            SetRefusal(null);
            Answer(waiting, messages.Count, result);
        }
        catch (Exception exception)
        {
            // Silence is what the protocol expects of a node that cannot store; whoever asked counts a missing vote.
            SetRefusal(_engine.RefusesBecause);
            foreach (var request in waiting) request.TrySetException(exception);
        }
    }

    private void Answer(List<Request> waiting, int messages, AcceptorResult result)
    {
        if (messages > 0) _metrics?.OnAcceptorBatch(messages, result.Chosen.Count);
        var next = 0;
        foreach (var request in waiting)
        {
            var replies = new ArraySegment<AcceptorReply>((AcceptorReply[])result.Replies, next, request.Messages.Count);
            if (_trace.IsOn) _trace.OnAnswered(request.From, request.Messages, replies);
            request.TrySetResult(result with { Replies = replies });
            next += request.Messages.Count;
        }
        if (result.Chosen.Count > 0) _onChosen(result.Chosen);
        if (result.Violations.Count > 0) _onViolated(result.Violations);
    }

    private void SetRefusal(string? reason)
    {
        if (reason == _refusesBecause) return;
        Volatile.Write(ref _refusesBecause, reason);
        _onVoting(reason);
    }

    private sealed class Request(AcceptorRequest request) : TaskCompletionSource<AcceptorResult>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public string From => request.From;

        public StoreMark Seen => request.Seen;

        public int Bytes => request.Bytes;

        public IReadOnlyList<RegisterMessage> Messages => request.Messages;

        /// <summary>What the store is to note before anything else of the batch; null if nothing.</summary>
        public (RegisterKey Key, Proposal Value)? Note { get; init; }
    }
}
