namespace Actors.Demo;

/// <summary>What somebody who asked at the desk was told.</summary>
public enum DeskAnswerKind
{
    /// <summary>What became of the order, for ever.</summary>
    Settled,
    /// <summary>The order is neither shipped nor cancelled yet.</summary>
    Pending,
    /// <summary>There is no such order.</summary>
    NotPlaced,
    /// <summary>Too few nodes answer. What was asked for may yet come true.</summary>
    NoQuorum,
    /// <summary>No answer in time. What was asked for may yet come true.</summary>
    Unknown,
}
