namespace Actors.Explorer.Worlds;

/// <summary>One move.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Target">The number of the message, or of the node.</param>
public readonly record struct Move(MoveKind Kind, int Target);
