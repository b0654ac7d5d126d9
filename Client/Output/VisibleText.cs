using System.Globalization;
using System.Text;

namespace Actors.Client.Output;

/// <summary>
/// Text that others wrote, for a terminal: what would command it or turn its lines around is shown as <c>\u001b</c>, which JSON reads as the same character.
/// </summary>
internal static class VisibleText
{
    public static string Of(string text) => text.Any(IsHidden) ? Escaped(text) : text;

    /// <summary>Control characters but tab and line feed, and marks of writing direction.</summary>
    public static bool IsHidden(char c) =>
        (char.IsControl(c) && c is not ('\n' or '\t')) || c is '\u061c' or '\u200e' or '\u200f' or (>= '\u202a' and <= '\u202e') or (>= '\u2066' and <= '\u2069');

    private static string Escaped(string text)
    {
        var shown = new StringBuilder();
        foreach (var c in text)
        {
            if (IsHidden(c)) shown.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else shown.Append(c);
        }
        return shown.ToString();
    }
}
