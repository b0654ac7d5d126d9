namespace Actors.Explorer.Worlds;

/// <summary>What a visitor, or a search, can make happen.</summary>
public enum MoveKind
{
    /// <summary>A node does something of its own: takes its next step, stops waiting, begins a round.</summary>
    Act,
    /// <summary>A message arrives.</summary>
    Deliver,
    /// <summary>A message never arrives.</summary>
    Lose,
    /// <summary>A message will arrive twice.</summary>
    Duplicate,
    /// <summary>A node goes down and forgets what it has not on disk.</summary>
    Crash,
    /// <summary>A node comes back.</summary>
    Restart,
}
