using Actors.Silo.Http.Problems;
using Microsoft.Extensions.Primitives;

namespace Actors.Silo.Http.Callers;

/// <summary>
/// Refuses what a page of another server has a browser send, if it could change something: unsafe methods, upgrades, the user of the day, and everything on the way
/// between a page and its circuit. A browser says where a request comes from, and no page can have it say something else; other programs say nothing.
/// </summary>
internal static class ForeignPages
{
    /// <summary>The hub of the pages, which also works without WebSockets: over GET.</summary>
    private const string Circuits = "/_blazor";

    /// <summary>Its GET decides the user of a day that has none.</summary>
    private const string UserOfTheDay = "/user-of-the-day";

    private const string FetchSite = "Sec-Fetch-Site";

    /// <exception cref="ProblemException">It is such a request.</exception>
    public static Task RefuseAsync(HttpContext context, RequestDelegate next) =>
        CanChange(context.Request) && IsForeign(context.Request)
            ? throw new ProblemException(
                StatusCodes.Status403Forbidden, ProblemTypes.ForeignPage, "This comes from a page of another server",
                $"The browser says Origin '{context.Request.Headers.Origin}', {FetchSite} '{context.Request.Headers[FetchSite]}', and the request is for '{context.Request.Host}'. "
                + "Only pages of this server may do that. A proxy in front of it must pass the header Host on.")
            : next(context);

    private static bool CanChange(HttpRequest request) =>
        !(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method) || HttpMethods.IsTrace(request.Method))
        || request.Headers.Upgrade.Count > 0 || request.Path.StartsWithSegments(Circuits) || request.Path.StartsWithSegments(UserOfTheDay);

    /// <summary>Older browsers send Origin alone, and so do new ones to plain HTTP on other machines.</summary>
    private static bool IsForeign(HttpRequest request) =>
        request.Headers[FetchSite] is { Count: > 0 } site && site.ToString() is not ("same-origin" or "none")
        || request.Headers.Origin is { Count: > 0 } origin && !IsOwn(origin, request.Host);

    /// <summary>Behind a proxy that ends TLS the scheme differs, so it is not compared.</summary>
    private static bool IsOwn(StringValues origin, HostString host) =>
        Uri.TryCreate(origin.ToString(), UriKind.Absolute, out var page) && Uri.TryCreate($"{page.Scheme}://{host.Value}", UriKind.Absolute, out var own)
        && page.Authority.Equals(own.Authority, StringComparison.OrdinalIgnoreCase);
}
