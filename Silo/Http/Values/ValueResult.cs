using Actors.Silo.Http.Headers;

namespace Actors.Silo.Http.Values;

/// <summary>A value as its caller sent it, or that the caller has it already.</summary>
/// <param name="status">What the answer is, unless it is 304.</param>
/// <param name="etag">The ETag of the value, quoted.</param>
/// <param name="contentType">Empty if unknown.</param>
/// <param name="value">The bytes.</param>
internal sealed class ValueResult(int status, string etag, string contentType, ReadOnlyMemory<byte> value) : IResult
{
    /// <summary>The answer to a GET.</summary>
    /// <inheritdoc cref="Conditions.Require" path="/exception"/>
    public static ValueResult Of(Conditions conditions, string etag, string contentType, ReadOnlyMemory<byte> value) =>
        new(conditions.IsNotModified(etag) ? StatusCodes.Status304NotModified : StatusCodes.Status200OK, etag, contentType, value);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = status;
        response.Headers.ETag = etag;
        if (status == StatusCodes.Status304NotModified) return;
        // What was not written over HTTP may have a type that no header can say.
        if (contentType.Length > 0) response.Headers.ContentType = contentType.AsSpan().ContainsAnyExceptInRange(' ', '~') ? "application/octet-stream" : contentType;
        // Anybody may have stored anything: a browser must neither guess its type nor run it in the name of this address.
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "sandbox";
        response.ContentLength = value.Length;
        await response.Body.WriteAsync(value, httpContext.RequestAborted);
    }
}
