using System.Globalization;
using Actors.Log.KeyValues;

namespace Actors.Silo.Http.KeyValues;

/// <summary>A value, as somebody sent it.</summary>
internal sealed class KeyValueResponse(KeyValueItem item) : IResult
{
    public static string ETagOf(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.Headers.ETag = ETagOf(item.Version);
        if (item.ContentType.Length > 0) response.Headers.ContentType = item.ContentType;
        // Anybody may have stored anything: a browser must neither guess its type nor run it in the name of this address.
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "sandbox";
        response.ContentLength = item.Value.Length;
        await response.Body.WriteAsync(item.Value, httpContext.RequestAborted);
    }
}
