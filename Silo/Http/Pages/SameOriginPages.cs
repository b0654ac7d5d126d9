using Microsoft.AspNetCore.Components.Endpoints;

namespace Actors.Silo.Http.Pages;

/// <summary>Pages may load what this server has, and nothing from anywhere else.</summary>
internal static class SameOriginPages
{
    /// <summary>Ours run no script that is not a file of this server; x and y of a drawing are styles.</summary>
    private const string OwnPolicy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'; base-uri 'self'";

    private const string OthersPolicy =
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
        + "img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; frame-ancestors 'self'";

    public static Task ApplyAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.StartsWithSegments(PagesExtensions.Reference) || context.Request.Path.StartsWithSegments(PagesExtensions.Dashboard))
            context.Response.Headers.ContentSecurityPolicy = OthersPolicy;
        else if (context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
            context.Response.Headers.ContentSecurityPolicy = OwnPolicy;
        return next(context);
    }
}
