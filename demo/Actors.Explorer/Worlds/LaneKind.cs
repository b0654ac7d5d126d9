namespace Actors.Explorer.Worlds;

/// <summary>What part a node plays.</summary>
public enum LaneKind
{
    /// <summary>It wants something decided, and learns what was.</summary>
    Caller,
    /// <summary>It helps to decide: a voter, a coordinator, an acceptor.</summary>
    Voter,
    /// <summary>Memory that others read and write.</summary>
    Memory,
}
