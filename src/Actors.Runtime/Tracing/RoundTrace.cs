using Actors.Engine;
using Actors.Paxos;

namespace Actors.Runtime.Tracing;

/// <summary>
/// The messages that a node's proposer and acceptors exchange about those registers that somebody watches at present. While nobody watches, all that it
/// costs is the look at <see cref="IsOn"/>.
/// </summary>
public sealed class RoundTrace : IDisposable
{
    /// <summary>How long a register is watched after the last <see cref="WatchAsync"/>.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(5);

    /// <summary>The sender of a message that only asks on behalf of those who watch, and is not shown to them.</summary>
    internal const string Onlooker = "";

    private const int NumbersPerIncarnation = 40;

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly ITimer _sweeper;
    private volatile Dictionary<RegisterKey, WatchedRegister>? _watched;
    private long _number;

    internal RoundTrace(long incarnation, TimeProvider time)
    {
        (_time, _number) = (time, incarnation << NumbersPerIncarnation);
        _sweeper = time.CreateTimer(_ => Sweep(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Whether anybody watches any register.</summary>
    public bool IsOn => _watched is not null;

    /// <summary>
    /// Watches a register from the moment of the call on, and returns what has happened to it since the event <paramref name="after"/>: at once if
    /// there is something, else as soon as there is, or with nothing after <paramref name="patience"/>. Call again to go on watching.
    /// </summary>
    public Task<IReadOnlyList<TracedEvent>> WatchAsync(RegisterKey key, long after, TimeSpan patience) =>
        Watch(key).ReadAsync(after, patience, _time);

    /// <summary>Stops watching.</summary>
    public void Dispose()
    {
        lock (_lock) _watched = null;
        _sweeper.Dispose();
    }

    internal void OnCall(RegisterKey key, Proposal? own) => Add(key, new CallBegun(own));

    internal void OnEnd(RegisterKey key, Outcome? outcome) => Add(key, new CallEnded(outcome));

    internal async Task<AcceptorAnswer> SendAsync(
        string to, AcceptorRequest request, Func<string, AcceptorRequest, CancellationToken, Task<AcceptorAnswer>> send, CancellationToken cancellationToken)
    {
        foreach (var (key, message) in request.Messages) Add(key, message, new MessageSent(to, message));
        try
        {
            var answer = await send(to, request, cancellationToken).WaitAsync(cancellationToken).ConfigureAwait(false);
            foreach (var ((key, message), reply) in request.Messages.Zip(answer.Replies)) Add(key, message, new ReplyReceived(to, reply));
            return answer;
        }
        catch
        {
            foreach (var (key, message) in request.Messages) Add(key, message, new MessageLost(to, message));
            throw;
        }
    }

    internal void OnReceived(string from, IReadOnlyList<RegisterMessage> messages)
    {
        if (from == Onlooker) return;
        foreach (var (key, message) in messages) Add(key, message, new MessageReceived(from, message));
    }

    internal void OnAnswered(string to, IReadOnlyList<RegisterMessage> messages, IReadOnlyList<AcceptorReply> replies)
    {
        if (to == Onlooker) return;
        for (var i = 0; i < messages.Count; i++) Add(messages[i].Key, messages[i].Message, new ReplySent(to, replies[i]));
    }

    /// <summary>Trimming is no part of any round.</summary>
    private void Add(RegisterKey key, AcceptorMessage message, TracedEvent traced)
    {
        if (message is not Trim) Add(key, traced);
    }

    private void Add(RegisterKey key, TracedEvent traced)
    {
        if (_watched is { } watched && watched.TryGetValue(key, out var register))
            register.Add(traced, () => Interlocked.Increment(ref _number), _time.GetUtcNow());
    }

    private WatchedRegister Watch(RegisterKey key)
    {
        lock (_lock)
        {
            var watched = _watched;
            if (watched is null || !watched.TryGetValue(key, out var register))
            {
                register = new WatchedRegister();
                // Replaced and never changed: those who record read it without the lock.
                _watched = new(watched ?? []) { [key] = register };
                if (watched is null) _sweeper.Change(Lease, Lease);
            }
            register.ExpiresAt = _time.GetTimestamp() + (long)(Lease.TotalSeconds * _time.TimestampFrequency);
            return register;
        }
    }

    private void Sweep()
    {
        lock (_lock)
        {
            if (_watched is not { } watched) return;
            var now = _time.GetTimestamp();
            var left = watched.Where(pair => pair.Value.ExpiresAt > now).ToDictionary();
            _watched = left.Count == 0 ? null : left;
            if (left.Count == 0) _sweeper.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }
}
