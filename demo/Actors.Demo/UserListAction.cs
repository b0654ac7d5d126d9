namespace Actors.Demo;

/// <summary>What is done to the list of users. Part of the log: numbers never change.</summary>
public enum UserListAction
{
    /// <summary>Put somebody on it.</summary>
    Add = 0,
    /// <summary>Take somebody off it.</summary>
    Remove = 1,
    /// <summary>Put the first users on it, unless that was done before.</summary>
    Found = 2,
}
