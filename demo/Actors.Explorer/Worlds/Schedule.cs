using System.Globalization;
using System.Text;

namespace Actors.Explorer.Worlds;

/// <summary>The text form of a row of moves, as links carry it: a letter and a number each, as in <c>d0d3x2</c>.</summary>
public static class Schedule
{
    /// <summary>The longest text that is read.</summary>
    public const int MaxLength = 4000;

    private const string Letters = "adluxr";

    public static string Write(IEnumerable<Move> moves)
    {
        var text = new StringBuilder();
        foreach (var move in moves) text.Append(Letters[(int)move.Kind]).Append(move.Target.ToString(CultureInfo.InvariantCulture));
        return text.ToString();
    }

    /// <summary>Reads as far as the text makes sense: links come from strangers.</summary>
    public static IReadOnlyList<Move> Read(string? text)
    {
        var moves = new List<Move>();
        for (var at = 0; text is not null && text.Length <= MaxLength && at < text.Length;)
        {
            var end = at + 1;
            while (end < text.Length && char.IsAsciiDigit(text[end])) end++;
            var kind = Letters.IndexOf(text[at], StringComparison.Ordinal);
            if (kind < 0 || !int.TryParse(text.AsSpan(at + 1, end - at - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var target)) break;
            moves.Add(new Move((MoveKind)kind, target));
            at = end;
        }
        return moves;
    }
}
