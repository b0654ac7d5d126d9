namespace Actors.Log;

/// <summary>
/// Where others append too, whoever has got a slot leaves them the next for a moment: who is always a little behind would otherwise lose every time.
/// </summary>
internal sealed class Courtesy(TimeProvider time, CancellationToken stopping)
{
    private static readonly TimeSpan PauseMin = TimeSpan.FromMilliseconds(1), PauseMax = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan ContentionLasts = TimeSpan.FromSeconds(1);

    private long _contendedAt;
    private int _pausing;

    /// <summary>Whether nothing is to be proposed now.</summary>
    public bool IsPausing => Volatile.Read(ref _pausing) != 0;

    /// <summary>A slot that something was proposed for here is decided.</summary>
    /// <param name="won">Whether with that.</param>
    /// <param name="isContended">Whether it shows that others propose too.</param>
    /// <param name="took">How long that took.</param>
    /// <param name="then">Called when a pause that begins now is over.</param>
    public void OnDecided(bool won, bool isContended, TimeSpan took, Action then)
    {
        if (isContended) Volatile.Write(ref _contendedAt, time.GetTimestamp());
        if (!won || time.GetElapsedTime(Volatile.Read(ref _contendedAt)) > ContentionLasts || Interlocked.Exchange(ref _pausing, 1) != 0) return;
        _ = PauseAsync(PauseMin + (2 * Random.Shared.NextDouble() * took), then);
    }

    private async Task PauseAsync(TimeSpan pause, Action then)
    {
        await Task.Delay(pause < PauseMax ? pause : PauseMax, time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Volatile.Write(ref _pausing, 0);
        then();
    }
}
