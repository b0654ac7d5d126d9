namespace Actors.Explorer.Worlds;

/// <summary>A node of a world: a column of its diagram.</summary>
/// <param name="Name">What it is called in sentences.</param>
/// <param name="Short">What fits over a narrow column.</param>
/// <param name="Kind">Its part.</param>
/// <param name="Alike">Whether it can change places with every other node of its kind that says so.</param>
public sealed record Lane(string Name, string Short, LaneKind Kind, bool Alike = false);
