using System.Globalization;
using Actors.Log.KeyValues;
using Actors.Paxos;
using Actors.Silo.Http.Problems;

namespace Actors.Silo.Http.KeyValues;

/// <summary>What a request on a key says in its headers and its body.</summary>
internal static class KeyValueRequest
{
    /// <summary>Which version there must be, and whether there must be none.</summary>
    /// <exception cref="ProblemException">A header is malformed.</exception>
    public static (long? IfVersion, bool IfAbsent) ReadConditions(HttpRequest request)
    {
        var (match, none) = (request.Headers.IfMatch, request.Headers.IfNoneMatch);
        if (none.Count > 0 && none != "*") throw Malformed("If-None-Match", "It is * here: set only if there is no value.");
        if (match.Count == 0) return (null, none.Count > 0);
        var tag = match.ToString();
        return tag.Length > 2 && tag[0] == '"' && tag[^1] == '"' && long.TryParse(tag.AsSpan(1, tag.Length - 2), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? (version, none.Count > 0)
            : throw Malformed("If-Match", "It is one ETag, as an earlier answer has shown it: a number in quotes.");
    }

    /// <exception cref="ProblemException">It is too large.</exception>
    public static async Task<(byte[] Value, string ContentType)> ReadValueAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted);
        if (body.Length > KeyValueMap.ValueBytesMax)
            throw new ProblemException(StatusCodes.Status413PayloadTooLarge, ProblemTypes.TooLarge, "The value is too large", $"A value has at most {KeyValueMap.ValueBytesMax} bytes; this one has {body.Length}.");
        var contentType = request.Headers.ContentType.ToString();
        return contentType.Length <= RegisterValue.MaxContentTypeLength && !contentType.AsSpan().ContainsAnyExceptInRange(' ', '~') ? (body.ToArray(), contentType)
            : throw new ProblemException(StatusCodes.Status400BadRequest, ProblemTypes.MalformedContentType, "The header Content-Type is malformed", $"It has at most {RegisterValue.MaxContentTypeLength} characters of printable ASCII.");
    }

    private static ProblemException Malformed(string header, string detail) =>
        new(StatusCodes.Status400BadRequest, ProblemTypes.MalformedCondition, $"The header {header} is malformed", detail);
}
