using System.Text;

namespace Actors.Silo.Tests;

/// <summary>Keys made of what is special somewhere, and the many ways to write them in a target.</summary>
internal static class AnyKey
{
    private static readonly string[] Parts =
    [
        "/", "/", ".", "..", "%", "%2F", "%FF", "%00", "\\", "+", " ", "?", "#", ";", "a", "A", "é", "e\u0301", "🔑", "\uFFFD", "\u0001", "key", "history",
        "acceptors", "acquire", "renew", "cancel", "..\\", "//", "users",
    ];

    private static readonly HashSet<string> Actions = ["acceptors", "acquire", "renew", "release", "cancel", "ship"];

    public static string Of(Random random) => string.Concat(Enumerable.Range(0, random.Next(1, 7)).Select(_ => Parts[random.Next(Parts.Length)]));

    /// <summary>Encodes what must be, and anything else now and then, in either case.</summary>
    public static string Encode(string key, Random random)
    {
        // A slash before an action is part of the key when it is encoded.
        var (slash, target) = (Actions.Contains(key[(key.LastIndexOf('/') + 1)..]) ? key.LastIndexOf('/') : -1, new StringBuilder());
        for (var i = 0; i < key.Length; i++)
        {
            var rune = Rune.GetRuneAt(key, i);
            i += rune.Utf16SequenceLength - 1;
            if (i != slash && rune.Value is > ' ' and <= '~' and not ('%' or '?' or '#') && random.Next(4) > 0) target.Append((char)rune.Value);
            else
                foreach (var each in Encoding.UTF8.GetBytes(rune.ToString()))
                    target.Append('%').Append(each.ToString(random.Next(2) == 0 ? "X2" : "x2", System.Globalization.CultureInfo.InvariantCulture));
        }
        return target.ToString();
    }
}
