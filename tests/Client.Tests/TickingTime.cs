namespace Actors.Client.Tests;

/// <summary>
/// A clock on which every look takes a tenth of a millisecond: so a run of a second ends after ten thousand of them, however slow the
/// machine.
/// </summary>
internal sealed class TickingTime : TimeProvider
{
    private long _ticks;

    public override long TimestampFrequency => 10_000;

    public override long GetTimestamp() => Interlocked.Increment(ref _ticks);
}
