namespace Actors.Pages;

/// <summary>What the navigation offers besides these pages.</summary>
/// <param name="Others">Names and addresses on the same host.</param>
public sealed record PageLinks(IReadOnlyList<(string Name, string Address)> Others);
