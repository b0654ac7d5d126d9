namespace Actors.Explorer.Search;

/// <summary>What is so in a state, or can still come of it on some schedule.</summary>
[Flags]
public enum Prospects : byte
{
    /// <summary>Nothing of the following.</summary>
    None = 0,
    /// <summary>Somebody learns the first value.</summary>
    First = 1,
    /// <summary>Somebody learns the second value.</summary>
    Second = 2,
    /// <summary>All who are up know the outcome.</summary>
    Settled = 4,
    /// <summary>Two believe different values.</summary>
    Disagreement = 8,
    /// <summary>No schedule leads from here to an outcome for all.</summary>
    Hopeless = 16,
    /// <summary>Somebody has found out that it cannot go on.</summary>
    Stuck = 32,
    /// <summary>The scenario prefers to be told by this state.</summary>
    Telling = 64,
    /// <summary>Both values can still become the outcome: <i>bivalent</i> (Fischer, Lynch and Paterson, 1985).</summary>
    Both = First | Second,
}
