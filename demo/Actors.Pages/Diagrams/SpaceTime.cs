namespace Actors.Pages.Diagrams;

/// <summary>What a space-time diagram shows: a column a node, time going down, messages as arrows. Times are in rows and need not be whole.</summary>
/// <param name="Lanes">The columns.</param>
/// <param name="Arrows">The messages.</param>
/// <param name="Marks">What happened apart from messages.</param>
/// <param name="Spans">What each lane held; together they cover all of it.</param>
/// <param name="End">The present.</param>
public sealed record SpaceTime(
    IReadOnlyList<DiagramLane> Lanes, IReadOnlyList<DiagramArrow> Arrows, IReadOnlyList<DiagramMark> Marks, IReadOnlyList<DiagramSpan> Spans, double End);
