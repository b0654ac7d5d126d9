namespace Actors.Figures;

/// <summary>A node's answer to "how are you?".</summary>
/// <param name="Node">Its name.</param>
/// <param name="Problem">Why it did not answer, or answers but does not vote; null if all is well.</param>
/// <param name="Figures">Its figures; null if it did not answer.</param>
public sealed record NodeReport(string Node, string? Problem, NodeFigures? Figures);
