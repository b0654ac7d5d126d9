namespace Actors.Pages.Diagrams;

/// <summary>What happened on a lane, apart from messages.</summary>
public enum MarkKind
{
    /// <summary>The node did something of its own.</summary>
    Act,
    /// <summary>The node went down.</summary>
    Crash,
    /// <summary>The node came back.</summary>
    Return,
    /// <summary>The node learned the outcome.</summary>
    Decide,
}
