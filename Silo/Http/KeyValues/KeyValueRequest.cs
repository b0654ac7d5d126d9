using Actors.Log.KeyValues;
using Actors.Paxos;
using Actors.Silo.Http.Problems;

namespace Actors.Silo.Http.KeyValues;

/// <summary>What a request on a key says in its headers and its body.</summary>
internal static class KeyValueRequest
{
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
}
