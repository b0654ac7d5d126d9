namespace Actors;

/// <summary>Who is coordinator: the greatest name among those who are there (Garcia-Molina, <i>Elections in a Distributed Computing
/// System</i>, 1982, section IV).</summary>
public static class BullyRule
{
    /// <summary>The coordinator among <paramref name="nodes"/>, null if there is nobody. Names are compared ordinally, so everybody who
    /// sees the same nodes picks the same one. Two who see different nodes may not: that is its weakness.</summary>
    public static string? Coordinator(IEnumerable<string> nodes) => nodes.Max(StringComparer.Ordinal);
}
