using Actors.Explorer.Worlds;

namespace Actors.Pages.Explore;

/// <summary>Headlines and signs of verdicts.</summary>
internal static class VerdictWords
{
    public static string Headline(VerdictKind kind) => kind switch
    {
        VerdictKind.Fine => "Decided",
        VerdictKind.Endless => "Still undecided",
        VerdictKind.Disagreement => "Two decisions",
        VerdictKind.Blocked => "Stuck",
        VerdictKind.KnowledgeLost => "Unknowable",
        _ => "Open",
    };

    public static string Sign(VerdictKind kind) => kind switch
    {
        VerdictKind.Fine => "✓",
        VerdictKind.Endless => "∞",
        VerdictKind.Open => "…",
        VerdictKind.KnowledgeLost => "?",
        _ => "✕",
    };
}
