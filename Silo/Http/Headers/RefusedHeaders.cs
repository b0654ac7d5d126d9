using Actors.Silo.Http.Problems;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Actors.Silo.Http.Headers;

/// <summary>
/// Refuses what changes the meaning of a request and is not honoured by its endpoint: a condition that is ignored is a change that was made although
/// its caller had forbidden it. What RFC 9110 has ignored without harm (Range, If-Range, If-Modified-Since) is ignored.
/// </summary>
internal static class RefusedHeaders
{
    private const string IdempotencyKey = "Idempotency-Key", Json = "application/json";

    private static readonly string[] Conditions = [HeaderNames.IfMatch, HeaderNames.IfNoneMatch, HeaderNames.IfUnmodifiedSince];

    /// <exception cref="ProblemException">There is such a header.</exception>
    public static Task RefuseAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint() is not { Metadata: var metadata } || metadata.GetMetadata<ApiEndpoint>() is null) return next(context);
        var headers = context.Request.Headers;
        var honoured = metadata.GetOrderedMetadata<HonouredHeader>();
        foreach (var name in HttpMethods.IsGet(context.Request.Method) ? Conditions : [.. Conditions, IdempotencyKey])
            if (headers.ContainsKey(name) && !honoured.Any(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)))
                throw Refusal(name, $"{context.Request.Method} cannot honour it here, and it would change what the request means. Leave it out; /openapi/v1.json lists what is honoured.");
        if (headers.ContainsKey(HeaderNames.ContentRange)) throw Refusal(HeaderNames.ContentRange, "A value is written as a whole. Leave it out, and send all of the body.");
        if (!IsPlain(headers.ContentEncoding, "identity")) throw Encoded(context, HeaderNames.ContentEncoding);
        if (!IsPlain(headers.TransferEncoding, "chunked")) throw Encoded(context, HeaderNames.TransferEncoding);
        if (metadata.GetMetadata<IAcceptsMetadata>() is { } accepts && accepts.ContentTypes.Contains(Json) && !IsUtf8(headers.ContentType))
            throw new ProblemException(
                StatusCodes.Status415UnsupportedMediaType, ProblemTypes.UnsupportedMediaType, "The charset is not supported", $"'{headers.ContentType}': JSON is UTF-8 (RFC 8259, section 8.1).");
        return next(context);
    }

    /// <summary>A header that means something, but not here.</summary>
    public static ProblemException Refusal(string name, string detail) =>
        new(StatusCodes.Status400BadRequest, ProblemTypes.UnsupportedHeader, $"The header {name} is not supported here", detail);

    private static bool IsUtf8(StringValues contentType) =>
        !MediaTypeHeaderValue.TryParse(contentType.ToString(), out var type) || !type.Charset.HasValue || type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase);

    private static bool IsPlain(StringValues header, string plain) => header.Count == 0 || header.ToString().Equals(plain, StringComparison.OrdinalIgnoreCase);

    private static ProblemException Encoded(HttpContext context, string name)
    {
        context.Response.OnStarting(() =>
        {
            context.Response.Headers.AcceptEncoding = "identity";
            return Task.CompletedTask;
        });
        return new ProblemException(
            StatusCodes.Status415UnsupportedMediaType, ProblemTypes.UnsupportedMediaType, $"The header {name} is not supported",
            $"The coding '{context.Request.Headers[name]}' would not be kept with the value. Send the body as it is; say in Content-Type what it is.");
    }
}
