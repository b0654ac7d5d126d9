namespace Actors.Demo;

/// <summary>What came of a change of the list of users. Part of its snapshots: numbers never change.</summary>
public enum UserListResult
{
    /// <summary>The list is another one now.</summary>
    Changed = 0,
    /// <summary>It was like that before.</summary>
    Unchanged = 1,
    /// <summary>It has no room.</summary>
    Full = 2,
}
