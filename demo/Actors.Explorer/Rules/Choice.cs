namespace Actors.Explorer.Rules;

/// <summary>The two outcomes that an order can have.</summary>
public static class Choice
{
    public const string Cancel = "Cancel", Ship = "Ship";

    /// <summary>Both, in this order.</summary>
    public static readonly IReadOnlyList<string> All = [Cancel, Ship];

    /// <summary>What the caller with this number wants.</summary>
    public static string Of(int caller) => All[caller];
}
