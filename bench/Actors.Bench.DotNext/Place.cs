namespace Actors.Bench.DotNext;

/// <summary>Goes with an entry to the state machine of the server that took it, and brings back where it is in the log.</summary>
internal sealed class Place
{
    public long Index { get; set; } = -1;
}
