namespace Actors.Pages.Diagrams;

/// <summary>Something that happened on a lane.</summary>
/// <param name="Lane">Where.</param>
/// <param name="Time">When.</param>
/// <param name="Kind">What.</param>
/// <param name="Label">In a word or two.</param>
/// <param name="Tone">Its colour.</param>
public sealed record DiagramMark(int Lane, double Time, MarkKind Kind, string Label, Tone Tone = Tone.Neutral);
