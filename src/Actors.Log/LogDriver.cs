using Actors.Paxos;
using Actors.Replication;

namespace Actors.Log;

/// <summary>
/// Runs a <see cref="LogReplica"/>: one call at a time under a lock, then does what it asks for. It repeats every proposal until its slot is decided, so
/// that a living appender leaves no gaps, and follows what others append. All rules are the replica's.
/// </summary>
/// <remarks>Once it finds that the log was trimmed beyond it, it is of no more use: whoever owns it makes another.</remarks>
internal sealed class LogDriver : IAsyncDisposable
{
    /// <summary>The most that may wait to be proposed: 32 MiB, some 500 full slots.</summary>
    public const long WaitingSizeMax = 32 * 1024 * 1024;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly Lock _lock = new();
    private readonly LogSlots _slots;
    private readonly LogOptions _options;
    private readonly LogReplica _replica;
    private readonly Action<AppliedSlot>? _apply;
    private readonly PendingAppends _appends = new();
    private readonly CancellationTokenSource _stopping = new();
    private TaskCompletionSource? _moved;
    private Task _following = Task.CompletedTask;
    private long _ownMoveAt;
    private readonly Courtesy _courtesy;

    /// <param name="slots">The log.</param>
    /// <param name="replica">Used by this driver alone.</param>
    /// <param name="options">Valid options.</param>
    /// <param name="apply">Called with each slot in turn, under a lock: what it throws ends the driver.</param>
    public LogDriver(LogSlots slots, LogReplica replica, LogOptions options, Action<AppliedSlot>? apply = null)
    {
        (_slots, _replica, _options, _apply) = (slots, replica, options, apply);
        _courtesy = new Courtesy(options.Time, _stopping.Token);
    }

    /// <summary>Why it is of no more use; null while it is.</summary>
    public Exception? Broken { get; private set; }

    /// <summary>Only for who is called by it, under its lock.</summary>
    public LogReplica Replica => _replica;

    /// <summary>Ends it, for a reason that callers are told.</summary>
    public void Stop(Exception reason)
    {
        lock (_lock) Break(reason);
    }

    /// <summary>All slots below are decided, and applied.</summary>
    public long Next
    {
        get
        {
            lock (_lock) return _replica.Next;
        }
    }

    /// <summary>Applies all up to the end of the log as it is now, and follows it from then on.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await CatchUpAsync(await _slots.FindEndAsync(Next, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        _following = new LogFollower(_slots, this, _options).RunAsync(_stopping.Token);
    }

    /// <summary>Completes when the turn of the entry has come. Who gives up waiting takes it back, if nobody else waits and it is not under way.</summary>
    /// <exception cref="LogFullException">Too much waits.</exception>
    public async Task<AppliedEntry> AppendAsync(EntryId id, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        Task<AppliedEntry> turn;
        lock (_lock)
        {
            if (Broken is not null) throw Unknown(id, Broken);
            if (_replica.WaitingSize >= WaitingSizeMax) throw new LogFullException(_slots.Name, _replica.WaitingSize);
            turn = _appends.Add(id.Value);
            _replica.Append(new LogEntry(id, payload));
        }
        Pump();
        try
        {
            return await turn.WaitAsync(_options.Timeout, _options.Time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException exception)
        {
            throw Unknown(id, exception);
        }
        finally
        {
            if (!turn.IsCompleted) GiveUp(id, turn);
        }
    }

    /// <summary>Completes when all slots below one have been applied.</summary>
    public async Task WaitUntilAsync(long next, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task moved;
            lock (_lock)
            {
                if (_replica.Next >= next) return;
                if (Broken is not null) throw new LogTrimmedException(_slots.Name, _replica.Next, Broken);
                moved = Moved();
            }
            await moved.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Runs something between two calls of the replica.</summary>
    public T Locked<T>(Func<LogReplica, T> call)
    {
        lock (_lock) return call(_replica);
    }

    /// <summary>A slot is decided.</summary>
    /// <param name="slot">The slot.</param>
    /// <param name="winner">Its value.</param>
    /// <param name="own">What was proposed here, if anything was.</param>
    public void OnDecided(long slot, Proposal winner, (Proposal Proposal, SlotBatch Batch)? own = null)
    {
        lock (_lock)
        {
            if (Broken is not null) return;
            if (winner == TrimmedSlot.Proposal) Break(slot < _replica.Next ? null : new LogTrimmedException(_slots.Name, slot));
            else
            {
                _replica.OnDecided(slot, own is { } mine && winner == mine.Proposal ? mine.Batch : SlotBatch.Decode(winner.Value));
                if (own is not null) _ownMoveAt = _options.Time.GetTimestamp();
                Advance();
            }
        }
        Pump();
    }

    /// <summary>Fills the first gap if there is one.</summary>
    public void FillGap()
    {
        if (Locked(replica => replica.FillGap()) is { } filler) _ = ProposeAsync(filler);
    }

    /// <summary>How long it is since something appended here was decided.</summary>
    public TimeSpan SinceOwnMove => _options.Time.GetElapsedTime(Volatile.Read(ref _ownMoveAt));

    /// <summary>Completes when a slot is applied after this call, or the driver breaks.</summary>
    public Task MovedAsync()
    {
        lock (_lock) return Broken is null ? Moved() : Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        lock (_lock) Break(new ObjectDisposedException(nameof(LogDriver), $"The log '{_slots.Name}' is not used any more."));
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _following.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>Applies all slots below one, which are known to be decided.</summary>
    public async Task CatchUpAsync(long end, CancellationToken cancellationToken)
    {
        for (var from = Next; from < end && Broken is null; from += LogSlots.BlockMax)
        {
            var slots = Enumerable.Range(0, (int)Math.Min(LogSlots.BlockMax, end - from)).Select(i => from + i).ToArray();
            var winners = await _slots.ReadAsync(slots, cancellationToken).ConfigureAwait(false);
            for (var i = 0; i < slots.Length; i++)
                if (winners[i] is { } winner) OnDecided(slots[i], winner);
            // Below a hole is all that was ever answered: what is above was written by breaking the rules, and is met when the log has come there.
            if (winners.Contains(null)) break;
        }
        if (Broken is { } broken) throw broken;
    }

    private void Advance()
    {
        var before = _replica.Next;
        try
        {
            while (_replica.TakeApplied() is { } applied)
            {
                _apply?.Invoke(applied);
                foreach (var entry in applied.Entries) _appends.Complete(entry);
            }
        }
        catch (Exception exception)
        {
            Break(exception);
        }
        if (_replica.Next == before) return;
        SignalMove();
    }

    private void Break(Exception? exception)
    {
        if (exception is null || Broken is not null) return;
        Broken = exception;
        _appends.FailAll(new UnknownOutcomeException(
            $"Log '{_slots.Name}': whether the entry got in is unknown: {exception.Message}", "Ask again under the same id.", exception));
        SignalMove();
    }

    // Most slots are applied while nobody waits for that.
    private Task Moved() => (_moved ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    private void SignalMove()
    {
        _moved?.TrySetResult();
        _moved = null;
    }

    private void GiveUp(EntryId id, Task<AppliedEntry> turn)
    {
        lock (_lock)
            if (_appends.Leave(id.Value, turn)) _replica.Withdraw(id.Value);
    }

    private void Pump()
    {
        while (Locked(replica => Broken is null && !_courtesy.IsPausing ? replica.TakeProposal() : null) is { } proposal) _ = ProposeAsync(proposal);
    }

    private async Task ProposeAsync(SlotProposal wanted)
    {
        if (TryEncode(wanted.Batch) is not { } own) return;
        var started = _options.Time.GetTimestamp();
        while (!_stopping.IsCancellationRequested)
        {
            try
            {
                var outcome = await _slots.ProposeAsync(wanted.Slot, own, _stopping.Token).ConfigureAwait(false);
                if (outcome.Proposal is { } winner)
                {
                    _courtesy.OnDecided(winner == own, outcome.Rounds > 0, _options.Time.GetElapsedTime(started), Pump);
                    OnDecided(wanted.Slot, winner, (own, wanted.Batch));
                    return;
                }
                if (outcome.Kind == OutcomeKind.NoQuorum) Fail(wanted, outcome.Answered);
            }
            catch (Exception) when (!_stopping.IsCancellationRequested)
            {
                // The node that was asked is gone, or stops: what became of the proposal is found out by proposing it again.
            }
            catch (OperationCanceledException)
            {
                return;
            }
            await Task.Delay(Pause, _options.Time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Proposal? TryEncode(SlotBatch batch)
    {
        try
        {
            return new Proposal(ProposalId.New(), batch.Encode());
        }
        catch (Exception exception)
        {
            // Its slot counts as under way, and nothing would ever be proposed for it: all later ones would wait for ever.
            Stop(exception);
            return null;
        }
    }

    /// <summary>Callers are told at once; the proposal goes on, for a slot that may be decided must not be left behind.</summary>
    private void Fail(SlotProposal proposal, int answered)
    {
        lock (_lock)
            _appends.Fail(proposal.Batch, new NoQuorumException(
                $"Log '{_slots.Name}': only {answered} acceptors of slot {proposal.Slot} answered.",
                "The entry may yet get in: ask again under the same id when more nodes are up."));
    }

    private UnknownOutcomeException Unknown(EntryId id, Exception cause) => new(
        $"Log '{_slots.Name}': entry {id.Value} is not decided yet.", "It may yet get in: ask again under the same id.", cause);
}
