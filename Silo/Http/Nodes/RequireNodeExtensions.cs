using Actors.Silo.Http.Problems;
using Actors.Silo.Nodes;

namespace Actors.Silo.Http.Nodes;

/// <summary>For what cannot be answered before a node of this process serves.</summary>
internal static class RequireNodeExtensions
{
    /// <summary>Answers <c>starting</c> at once while no node serves and one is on its way.</summary>
    public static RouteGroupBuilder RequireNode(this RouteGroupBuilder routes) => routes.AddEndpointFilter(RequireAsync);

    /// <exception cref="ProblemException">It is so.</exception>
    public static void Require(HttpContext context)
    {
        if (context.RequestServices.GetRequiredService<LocalNodes>().StartingBecause is { } reason)
            throw new ProblemException(
                StatusCodes.Status503ServiceUnavailable, ProblemTypes.Starting, "The node is starting", $"{reason} Ask again, or ask another node.");
    }

    private static ValueTask<object?> RequireAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        Require(context.HttpContext);
        return next(context);
    }
}
