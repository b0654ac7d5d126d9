namespace Actors.Explorer.Worlds;

/// <summary>How a world stands.</summary>
public enum VerdictKind
{
    /// <summary>Not decided yet.</summary>
    Open,
    /// <summary>Decided, and nobody believes anything else.</summary>
    Fine,
    /// <summary>Round after round without a decision.</summary>
    Endless,
    /// <summary>Two believe different values to be decided.</summary>
    Disagreement,
    /// <summary>Somebody waits for an answer that cannot come.</summary>
    Blocked,
    /// <summary>There may have been a decision, and nobody can find out.</summary>
    KnowledgeLost,
}
