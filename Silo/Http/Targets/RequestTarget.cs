using System.Globalization;
using System.Text;
using Actors.Silo.Http.Problems;

namespace Actors.Silo.Http.Targets;

/// <summary>The request target as it was sent: the one reader of it.</summary>
internal static class RequestTarget
{
    private const string Rules = "A target is UTF-8, percent-encoded; '/' within a key is the same as %2F, and %25 is a percent sign.";

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The path and the query of a target, both as they were sent. The absolute form (RFC 9112, section 3.2.2) has a path too.</summary>
    public static (string Path, string Query) Split(string target)
    {
        var (path, query) = target.IndexOf('?') is >= 0 and var question ? (target[..question], target[(question + 1)..]) : (target, "");
        if (path.StartsWith('/') || path.IndexOf("://", StringComparison.Ordinal) is not (>= 0 and var scheme)) return (path, query);
        var slash = path.IndexOf('/', scheme + 3);
        return (slash >= 0 ? path[slash..] : "/", query);
    }

    /// <summary>The text that a part of a target means.</summary>
    /// <exception cref="ProblemException">It is none: characters that a target cannot have, a broken percent-encoding, or no UTF-8.</exception>
    public static string Decode(string encoded)
    {
        var bytes = new byte[encoded.Length];
        var length = 0;
        for (var i = 0; i < encoded.Length; i++)
        {
            var c = encoded[i];
            if (c is <= ' ' or > '~') throw Malformed($"Its character {i + 1} has to be percent-encoded.");
            if (c != '%') bytes[length++] = (byte)c;
            else if (i + 2 < encoded.Length && byte.TryParse(encoded.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out bytes[length]))
            {
                length++;
                i += 2;
            }
            else throw Malformed($"'%' at its character {i + 1} is not followed by two hexadecimal digits.");
        }
        try
        {
            return Utf8.GetString(bytes, 0, length);
        }
        catch (DecoderFallbackException)
        {
            throw Malformed("It is not well-formed UTF-8.");
        }

        ProblemException Malformed(string detail) => MalformedKey($"The target has the part '{encoded}'. {detail}");
    }

    /// <summary>The problem of a target that cannot be read in one way only.</summary>
    public static ProblemException MalformedKey(string detail) =>
        new(StatusCodes.Status400BadRequest, ProblemTypes.MalformedKey, "The key is malformed", $"{detail} {Rules}");
}
