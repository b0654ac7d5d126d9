namespace Actors.Pages.Diagrams;

/// <summary>The colour of something in a diagram, by meaning. Never the only sign of it.</summary>
public enum Tone
{
    /// <summary>None in particular.</summary>
    Neutral,
    /// <summary>The first of two values.</summary>
    First,
    /// <summary>The second of two values.</summary>
    Second,
    /// <summary>Something went wrong.</summary>
    Bad,
    /// <summary>A message of a fast round.</summary>
    Fast,
    /// <summary>A message of a classic round.</summary>
    Classic,
}
