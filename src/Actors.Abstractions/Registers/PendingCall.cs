using Actors.Paxos;

namespace Actors.Registers;

/// <summary>A call on its way into the cluster: through one lane, through a second one when the first is late, through others when it was lost.</summary>
/// <param name="call">What is asked.</param>
/// <param name="perseverance">How long it is asked.</param>
/// <param name="onDecided">Told of a decision, before the caller is.</param>
/// <param name="time">The clock.</param>
internal sealed class PendingCall(RegisterCall call, Perseverance perseverance, Action<RegisterKey, Proposal> onDecided, TimeProvider time)
    : TaskCompletionSource<Outcome>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    private readonly Lock _lock = new();
    private readonly long _started = time.GetTimestamp();
    private CancellationTokenRegistration _cancellation;

    public RegisterCall Call => call;

    /// <summary>The lane to try next. Callers of one register begin with the same: whoever comes while another one's proposal is under way joins it.</summary>
    public uint NextLane { get; set; } = (uint)call.Key.GetHashCode();

    /// <summary>How long the next attempt may take; zero when time is over.</summary>
    public TimeSpan Patience => perseverance.NextAttempt(time.GetElapsedTime(_started)) ?? TimeSpan.Zero;

    /// <summary>Ends the call, for the caller alone, when the token says so. To be called before its first attempt.</summary>
    public PendingCall CancelledBy(CancellationToken cancellationToken)
    {
        _cancellation = cancellationToken.UnsafeRegister(static (call, token) => ((PendingCall)call!).TrySetCanceled(token), this);
        return this;
    }

    /// <inheritdoc cref="Perseverance.TryHedge"/>
    public bool TryHedge()
    {
        lock (_lock) return perseverance.TryHedge();
    }

    /// <inheritdoc cref="Perseverance.End"/>
    /// <returns>Whether the next attempt begins.</returns>
    public bool End(Outcome? outcome)
    {
        Perseverance.NextStep next;
        lock (_lock) next = perseverance.End(outcome);
        if (next == Perseverance.NextStep.Tell) Finish(outcome!);
        // Whoever has cancelled is not asked for any more.
        return next == Perseverance.NextStep.AskAgain && !Task.IsCompleted;
    }

    /// <summary>Tells the caller.</summary>
    public void Finish(Outcome outcome)
    {
        _cancellation.Unregister();
        if (outcome.Proposal is { } decided) onDecided(call.Key, decided);
        TrySetResult(outcome);
    }

    /// <summary>Tells the caller of something that asking again would not mend.</summary>
    public void Fail(Exception exception)
    {
        _cancellation.Unregister();
        TrySetException(exception);
    }
}
