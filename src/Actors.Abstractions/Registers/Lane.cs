using Actors.Grains;
using Actors.Paxos;

namespace Actors.Registers;

/// <summary>
/// One way into the cluster. While a batch is under way, later calls wait and then travel together: the busier, the larger the batches, and nobody
/// waits when there is little to do. A lane whose node does not answer, or finds no quorum, is late: it gets a call now and then until it answers.
/// </summary>
/// <param name="proposer">The grain at the other end.</param>
/// <param name="lanes">Where calls go that this lane cannot help.</param>
/// <param name="time">The clock.</param>
internal sealed class Lane(IProposerGrain proposer, Lanes lanes, TimeProvider time)
{
    private const int BatchSizeMax = 256;
    private const int Patient = 4, Smoothing = 8;
    private static readonly TimeSpan ProbeInterval = TimeSpan.FromMilliseconds(500);

    private readonly Lock _lock = new();
    private readonly Queue<PendingCall> _waiting = new();
    private readonly long _probeTicks = (long)(ProbeInterval.TotalSeconds * time.TimestampFrequency);
    private TimeSpan _usual;
    private bool _isBusy;

    /// <summary>When a late lane may be tried again, by the clock's timestamps; 0 if it is not late.</summary>
    private long _probeAt;

    /// <summary>Whether a call may be sent this way: always, but that a late lane takes one now and then.</summary>
    public bool MayTake()
    {
        var due = Volatile.Read(ref _probeAt);
        if (due == 0) return true;
        var now = time.GetTimestamp();
        return now >= due && Interlocked.CompareExchange(ref _probeAt, now + _probeTicks, due) == due;
    }

    public void Add(PendingCall call)
    {
        lock (_lock)
        {
            _waiting.Enqueue(call);
            if (_isBusy) return;
            _isBusy = true;
        }
        _ = SendAllAsync();
    }

    private async Task SendAllAsync()
    {
        while (Take() is { } batch)
        {
            var answer = MeasureAsync(batch);
            if (await IsLateAsync(answer, TimeSpan.FromTicks(Math.Max(Perseverance.LateMin.Ticks, Patient * _usual.Ticks))).ConfigureAwait(false)) OnLate(batch);
        }
    }

    /// <summary>Late answers count too: where all are slow, slow is usual, and asking twice would only make it slower.</summary>
    private async Task MeasureAsync(PendingCall[] batch)
    {
        var began = time.GetTimestamp();
        if (await AskAsync(batch).ConfigureAwait(false)) _usual += (time.GetElapsedTime(began) - _usual) / Smoothing;
    }

    private async Task<bool> IsLateAsync(Task answer, TimeSpan patience)
    {
        if (answer.IsCompleted) return false;
        try
        {
            await answer.WaitAsync(patience, time).ConfigureAwait(false);
            return false;
        }
        catch (TimeoutException)
        {
            return true;
        }
    }

    /// <summary>The batch goes on, but nobody waits for it or behind it any more.</summary>
    private void OnLate(PendingCall[] batch)
    {
        SetLate(true);
        foreach (var call in batch) lanes.OnLate(call);
        foreach (var call in TakeAll()) lanes.Send(call);
    }

    /// <summary>Never fails: whatever happens the calls of the batch are told.</summary>
    /// <returns>Whether the node answered.</returns>
    private async Task<bool> AskAsync(PendingCall[] batch)
    {
        Outcome?[] outcomes;
        try
        {
            var calls = Array.ConvertAll(batch, item => item.Call);
            var answer = await proposer.CallAsync(CallCodec.Encode(calls)).WaitAsync(batch.Min(call => call.Patience), time).ConfigureAwait(false);
            outcomes = CallCodec.DecodeOutcomes(answer, calls);
        }
        catch (Exception exception) when (IsLost(exception))
        {
            SetLate(true);
            foreach (var call in batch) lanes.OnLost(call);
            // What waits behind it would wait for the same node: it had better ask another.
            foreach (var call in TakeAll()) lanes.Send(call);
            return false;
        }
        catch (Exception exception)
        {
            foreach (var call in batch) call.Fail(exception);
            return false;
        }
        SetLate(!Array.Exists(outcomes, outcome => outcome is { Kind: not OutcomeKind.NoQuorum }));
        for (var i = 0; i < batch.Length; i++)
        {
            if (outcomes[i] is { } outcome)
            {
                lanes.OnOutcome(batch[i], outcome);
                continue;
            }
            // A straggler is asked for again by itself, so that it can take its time; another lane may be faster if this one has no answer at all.
            _ = AskAsync([batch[i]]);
            if (_probeAt != 0) lanes.OnLate(batch[i]);
        }
        return true;
    }

    /// <summary>Whether the call may or may not have arrived, so that asking another node is the thing to do.</summary>
    internal static bool IsLost(Exception exception) => exception is TimeoutException or OrleansException;

    private void SetLate(bool late) => Volatile.Write(ref _probeAt, late ? time.GetTimestamp() + _probeTicks : 0);

    private PendingCall[]? Take()
    {
        lock (_lock)
        {
            if (_waiting.Count == 0)
            {
                _isBusy = false;
                return null;
            }
            var batch = new PendingCall[Math.Min(_waiting.Count, BatchSizeMax)];
            for (var i = 0; i < batch.Length; i++) batch[i] = _waiting.Dequeue();
            return batch;
        }
    }

    private PendingCall[] TakeAll()
    {
        lock (_lock)
        {
            PendingCall[] all = [.. _waiting];
            _waiting.Clear();
            return all;
        }
    }
}
