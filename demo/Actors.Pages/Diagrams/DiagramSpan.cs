namespace Actors.Pages.Diagrams;

/// <summary>A stretch of a lane during which its node held one thing.</summary>
/// <param name="Lane">Where.</param>
/// <param name="From">From when.</param>
/// <param name="To">Until when.</param>
/// <param name="Tone">The colour of what it held.</param>
/// <param name="IsDown">Whether the node was down.</param>
public sealed record DiagramSpan(int Lane, double From, double To, Tone Tone, bool IsDown = false);
