namespace Actors.Explorer.Worlds;

/// <summary>How a world stands, in words.</summary>
/// <param name="Kind">How.</param>
/// <param name="Text">A sentence or two.</param>
public sealed record Verdict(VerdictKind Kind, string Text)
{
    /// <summary>Whether the claim of the step is broken.</summary>
    public bool IsBroken => Kind is VerdictKind.Disagreement or VerdictKind.Blocked or VerdictKind.KnowledgeLost;
}
