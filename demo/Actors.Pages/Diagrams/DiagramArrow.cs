namespace Actors.Pages.Diagrams;

/// <summary>A message.</summary>
/// <param name="From">The lane that sent it.</param>
/// <param name="Sent">When.</param>
/// <param name="To">The lane it is for.</param>
/// <param name="Ended">When it arrived or was lost; null while it is under way.</param>
/// <param name="Label">What it says.</param>
/// <param name="Tone">Its colour.</param>
/// <param name="Fate">What became of it.</param>
/// <param name="IsFast">Whether it is drawn as one of a fast round.</param>
public sealed record DiagramArrow(int From, double Sent, int To, double? Ended, string Label, Tone Tone, ArrowFate Fate, bool IsFast = false);
