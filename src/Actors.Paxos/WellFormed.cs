using System.Text;

namespace Actors.Paxos;

/// <summary>
/// Text that can be written as UTF-8 and read again as it was. An unpaired surrogate cannot: writers put U+FFFD in its place, so that two different texts become
/// one.
/// </summary>
public static class WellFormed
{
    /// <summary>Whether <paramref name="text"/> has no unpaired surrogate.</summary>
    public static bool Is(ReadOnlySpan<char> text)
    {
        while (text.IndexOfAnyInRange('\ud800', '\udfff') is >= 0 and var at)
        {
            if (Rune.DecodeFromUtf16(text[at..], out _, out var length) != System.Buffers.OperationStatus.Done) return false;
            text = text[(at + length)..];
        }
        return true;
    }

    /// <summary>What is wrong with <paramref name="text"/>, null if nothing is.</summary>
    /// <param name="what">What it is, as the subject of the message.</param>
    /// <param name="text">The text.</param>
    public static string? Problem(string what, ReadOnlySpan<char> text) =>
        Is(text) ? null : $"{what} must be well-formed Unicode; this one has an unpaired surrogate.";
}
