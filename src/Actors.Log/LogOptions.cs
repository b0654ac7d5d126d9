namespace Actors.Log;

/// <summary>How a log is written and followed.</summary>
public sealed record LogOptions
{
    /// <summary>How long an append may take before it ends with "unknown outcome", at most a day. Default: 15 s, as for a register.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// How long nothing may come before the next slots are looked at, in case somebody died and left a gap; then ever longer. Between 10 ms and 10 s.
    /// Default: 200 ms.
    /// </summary>
    public TimeSpan GapCheck { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The clock. Default: the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    internal void Validate()
    {
        // No timer of the system waits for longer than 49 days, and that would show only once the entry waits for its turn.
        if (Timeout <= TimeSpan.Zero || Timeout > TimeSpan.FromDays(1))
            throw new ArgumentException($"{nameof(Timeout)} must be positive and at most a day; it is {Timeout}.");
        if (GapCheck < TimeSpan.FromMilliseconds(10) || GapCheck > TimeSpan.FromSeconds(10))
            throw new ArgumentException($"{nameof(GapCheck)} must be between 10 ms and 10 s; it is {GapCheck}.");
    }
}
