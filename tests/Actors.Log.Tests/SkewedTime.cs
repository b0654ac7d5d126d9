namespace Actors.Log.Tests;

/// <summary>The clock of one node: it runs at its own rate, began at its own moment, and says its own time of day.</summary>
/// <param name="now">The real time.</param>
/// <param name="rate">How fast it runs.</param>
/// <param name="began">What its timestamp was at first.</param>
/// <param name="timeOfDay">What its time of day was at first.</param>
internal sealed class SkewedTime(Func<TimeSpan> now, double rate = 1, long began = 0, DateTimeOffset timeOfDay = default) : TimeProvider
{
    public double Rate => rate;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => began + (now() * rate).Ticks;

    /// <summary>What its time of day was at first. May be put right, or wrong, at any time.</summary>
    public DateTimeOffset TimeOfDay { get; set; } = timeOfDay;

    public override DateTimeOffset GetUtcNow() => TimeOfDay + now();
}
