namespace Actors.Explorer.Worlds;

/// <summary>What may still go wrong in a world.</summary>
/// <param name="Losses">How many messages may be lost.</param>
/// <param name="Copies">How many messages may be doubled.</param>
/// <param name="Crashes">How many times a node may crash.</param>
/// <param name="Restarts">How many times a crashed node may come back.</param>
public readonly record struct Faults(int Losses = 0, int Copies = 0, int Crashes = 0, int Restarts = 0)
{
    /// <summary>Messages may be slow, and nothing else.</summary>
    public static readonly Faults None;
}
