namespace Actors.Pages.Diagrams;

/// <summary>A column.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Short">Its name where there is little room.</param>
public sealed record DiagramLane(string Name, string Short);
