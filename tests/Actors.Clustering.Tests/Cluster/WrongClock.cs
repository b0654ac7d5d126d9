namespace Actors.Clustering.Tests.Cluster;

/// <summary>The clock of a machine that is ahead, or behind, and may be put right. Time goes on as ever, and by hand as well.</summary>
internal sealed class WrongClock(TimeSpan ahead) : TimeProvider
{
    private TimeSpan _passed;

    public TimeSpan Ahead { get; set; } = ahead;

    public void Pass(TimeSpan time) => _passed += time;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead + _passed;

    public override long GetTimestamp() => System.GetTimestamp() + (long)(_passed.TotalSeconds * System.TimestampFrequency);
}
