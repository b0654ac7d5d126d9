using System.Text;

namespace Actors.Demo;

/// <summary>Text that comes back from a register as it went in.</summary>
internal static class PlainText
{
    /// <summary>What is wrong with <paramref name="text"/>, null if nothing is.</summary>
    public static string? Problem(string what, string? text, int lengthMax)
    {
        if (string.IsNullOrWhiteSpace(text)) return $"{what} must not be empty.";
        if (text.Length > lengthMax) return $"{what} has at most {lengthMax} characters; this one has {text.Length}.";
        return text.EnumerateRunes().Any(rune => Rune.IsControl(rune) || rune == Rune.ReplacementChar)
            ? $"{what} must be well-formed text without control characters."
            : null;
    }
}
