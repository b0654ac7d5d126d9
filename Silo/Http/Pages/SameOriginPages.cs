namespace Actors.Silo.Http.Pages;

/// <summary>Pages that others wrote may load what this server has, and nothing from anywhere else.</summary>
internal static class SameOriginPages
{
    private const string Policy =
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
        + "img-src 'self' data: blob:; font-src 'self' data:; worker-src 'self' blob:; frame-ancestors 'self'";

    public static Task ApplyAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Path.StartsWithSegments(PagesExtensions.Reference) || context.Request.Path.StartsWithSegments(PagesExtensions.Dashboard))
            context.Response.Headers.ContentSecurityPolicy = Policy;
        return next(context);
    }
}
