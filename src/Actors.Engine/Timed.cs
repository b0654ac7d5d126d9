namespace Actors.Engine;

/// <summary>Something with a time at which it wants attention. Setting a new time makes the old one void.</summary>
internal abstract class Timed
{
    /// <summary>Null when it wants no attention any more.</summary>
    public TimeSpan? Due { get; set; }
}
