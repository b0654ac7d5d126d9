namespace Actors.Client.Torture;

/// <summary>A node that was killed.</summary>
/// <param name="Node">Its name.</param>
/// <param name="At">When, from the start of the run.</param>
/// <param name="WasAlive">Whether there was something left to kill.</param>
internal sealed record Kill(string Node, TimeSpan At, bool WasAlive)
{
    /// <summary>How long it took until it answered again; null if it has not.</summary>
    public TimeSpan? BackAfter { get; set; }

    /// <summary>The process that took its place, which goes on after the run; null if none was started.</summary>
    public int? StartedProcessId { get; set; }
}
