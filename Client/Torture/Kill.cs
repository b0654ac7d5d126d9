namespace Actors.Client.Torture;

/// <summary>A node that was killed.</summary>
/// <param name="Node">Its name.</param>
/// <param name="At">When, from the start of the run.</param>
/// <param name="WasAlive">Whether there was something left to kill.</param>
internal sealed record Kill(string Node, TimeSpan At, bool WasAlive)
{
    /// <summary>How long it took until it answered again; null if it has not.</summary>
    public TimeSpan? BackAfter { get; set; }

    /// <summary>How long it took until a caller got a decision through it again; null if none has.</summary>
    public TimeSpan? DecidesAfter { get; set; }

    /// <summary>The longest time without a decision through one of the other nodes until it answered again, or the run was over.</summary>
    public TimeSpan OthersGapWhileDown { get; set; }

    /// <summary>And from then on until the next kill, or the end of the run; null if there was no such time.</summary>
    public TimeSpan? OthersGapAfterwards { get; set; }

    /// <summary>The process that took its place, which goes on after the run; null if none was started.</summary>
    public int? StartedProcessId { get; set; }
}
