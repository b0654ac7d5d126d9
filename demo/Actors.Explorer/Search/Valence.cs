namespace Actors.Explorer.Search;

/// <summary>What the outcome can still be (Fischer, Lynch and Paterson, 1985).</summary>
public enum Valence
{
    /// <summary>Beyond what was searched.</summary>
    Unknown,
    /// <summary>Either: bivalent.</summary>
    Open,
    /// <summary>Only the first value: univalent.</summary>
    First,
    /// <summary>Only the second value: univalent.</summary>
    Second,
    /// <summary>Neither.</summary>
    Nothing,
    /// <summary>One for some and the other for others.</summary>
    Broken,
}
