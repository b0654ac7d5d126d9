namespace Actors.Log;

/// <summary>
/// Where others append too, whoever has got a slot leaves them the next for a moment: who is always a little behind would otherwise lose every time. That
/// others append is certain once a slot was lost. A decision that took more than the first round may be theirs, or be late on a busy machine: then only
/// now and then a slot is left to them, and if they are there, they take it, and it is certain.
/// </summary>
internal sealed class Courtesy(TimeProvider time, CancellationToken stopping)
{
    private const int SlotsBetweenTrials = 8;

    private static readonly TimeSpan PauseMin = TimeSpan.FromMilliseconds(1), PauseMax = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ContentionLasts = TimeSpan.FromSeconds(1);

    private long _contendedAt, _suspectedAt;
    private int _pausing, _sinceTrial;

    /// <summary>Whether nothing is to be proposed now.</summary>
    public bool IsPausing => Volatile.Read(ref _pausing) != 0;

    /// <summary>A slot that something was proposed for here is decided.</summary>
    /// <param name="won">Whether with that.</param>
    /// <param name="tookRounds">Whether it took more than the first round.</param>
    /// <param name="took">How long that took.</param>
    /// <param name="then">Called when a pause that begins now is over.</param>
    public void OnDecided(bool won, bool tookRounds, TimeSpan took, Action then)
    {
        if (!won) Volatile.Write(ref _contendedAt, time.GetTimestamp());
        else if (tookRounds) Volatile.Write(ref _suspectedAt, time.GetTimestamp());
        if (!won || !IsDue() || Interlocked.Exchange(ref _pausing, 1) != 0) return;
        _ = PauseAsync(PauseMin + (2 * Random.Shared.NextDouble() * took), then);
    }

    private bool IsDue() =>
        IsRecent(ref _contendedAt) || (IsRecent(ref _suspectedAt) && Interlocked.Increment(ref _sinceTrial) % SlotsBetweenTrials == 0);

    private bool IsRecent(ref long moment) => Volatile.Read(ref moment) is not 0 and var at && time.GetElapsedTime(at) <= ContentionLasts;

    private async Task PauseAsync(TimeSpan pause, Action then)
    {
        await Task.Delay(pause < PauseMax ? pause : PauseMax, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Volatile.Write(ref _pausing, 0);
        then();
    }
}
