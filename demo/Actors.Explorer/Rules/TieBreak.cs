namespace Actors.Explorer.Rules;

/// <summary>What a vote does about a tie.</summary>
public enum TieBreak
{
    /// <summary>Nothing.</summary>
    None,
    /// <summary>The side of the chair wins; whoever counts waits for the chair's vote.</summary>
    WaitForChair,
    /// <summary>The side of the chair wins; but if the chair is slow, the others are counted without it.</summary>
    GoOnWithoutChair,
}
