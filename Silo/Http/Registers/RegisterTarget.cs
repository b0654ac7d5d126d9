using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Actors.Paxos;
using Actors.Silo.Http.Problems;
using Microsoft.AspNetCore.Http.Features;

namespace Actors.Silo.Http.Registers;

/// <summary>
/// The register that a request names. Read from the request target as it was sent: the path that the framework makes of it has lost the
/// difference between a slash and %2F, dot segments, and what is no UTF-8.
/// </summary>
/// <param name="Key">The register.</param>
internal readonly record struct RegisterTarget(RegisterKey Key)
{
    private const string Prefix = "/registers/", AcceptorsSuffix = "/acceptors";
    private const string Rules = "A key is 1 to 512 bytes of UTF-8, percent-encoded; '/' and %2F are the same.";

    /// <summary>Routes by the target as it was sent: a key could look like any path.</summary>
    public static Task RouteAsync(HttpContext context, RequestDelegate next)
    {
        if (TryFind(context, out _, out var isView)) context.Request.Path = isView ? $"{Prefix}key{AcceptorsSuffix}" : $"{Prefix}key";
        return next(context);
    }

    /// <exception cref="ProblemException">No key, or a malformed one.</exception>
    [SuppressMessage("Style", "IDE0060", Justification = "The framework looks for this signature.")]
    public static ValueTask<RegisterTarget> BindAsync(HttpContext context)
    {
        if (!TryFind(context, out var encoded, out _)) throw Malformed("Write /registers/ as it is, not encoded.");
        try
        {
            return ValueTask.FromResult(new RegisterTarget(RegisterKey.FromUtf8(Decode(encoded))));
        }
        catch (DecoderFallbackException)
        {
            throw Malformed("This one is not well-formed UTF-8.");
        }
        catch (ArgumentException exception)
        {
            throw Malformed(exception.Message);
        }
    }

    private static bool TryFind(HttpContext context, out string encoded, out bool isView)
    {
        var path = PathOf(context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget);
        (encoded, isView) = ("", false);
        if (!path.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) return false;
        path = path[Prefix.Length..];
        isView = path.EndsWith(AcceptorsSuffix, StringComparison.Ordinal);
        encoded = (isView ? path[..^AcceptorsSuffix.Length] : path).ToString();
        return true;
    }

    private static ReadOnlySpan<char> PathOf(ReadOnlySpan<char> target)
    {
        if (target.IndexOf('?') is >= 0 and var query) target = target[..query];
        if (target.StartsWith("/") || target.IndexOf("://") is not (>= 0 and var scheme)) return target;
        var authority = target[(scheme + 3)..];
        return authority.IndexOf('/') is >= 0 and var slash ? authority[slash..] : "/";
    }

    private static byte[] Decode(string encoded)
    {
        var bytes = new List<byte>(encoded.Length);
        for (var i = 0; i < encoded.Length; i++)
        {
            if (encoded[i] != '%') bytes.Add((byte)encoded[i]);
            else if (i + 2 < encoded.Length
                && byte.TryParse(encoded.AsSpan(i + 1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            {
                bytes.Add(value);
                i += 2;
            }
            else throw Malformed($"At character {i + 1} of this one, '%' is not followed by two hexadecimal digits.");
        }
        return [.. bytes];
    }

    private static ProblemException Malformed(string detail) =>
        new(StatusCodes.Status400BadRequest, ProblemTypes.MalformedKey, "The key is malformed", $"{detail} {Rules}");
}
