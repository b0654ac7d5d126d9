using Actors.Pages.Cluster;
using Actors.Silo.Http.Problems;

namespace Actors.Silo.Http.Nodes;

/// <summary>Stops, starts, cuts off and heals nodes of this process.</summary>
internal static class SwitchEndpoints
{
    public static void MapSwitches(this IEndpointRouteBuilder routes)
    {
        var nodes = routes.MapGroup("/nodes").WithTags("Nodes").AddEndpointFilter(RequireSwitchesAsync).ProducesProblem(StatusCodes.Status409Conflict);
        nodes.MapGet("", (INodeSwitches switches) => TypedResults.Ok(switches.Nodes.Select(SwitchModel.Of)))
            .WithSummary("Shows the nodes that can be switched").WithDescription("Only where one process runs all nodes, and only for those on its machine.");
        nodes.MapPost("/{name}/stop", async (string name, INodeSwitches switches) =>
            {
                await switches.StopAsync(Known(switches, name));
                return TypedResults.Ok(Of(switches, name));
            })
            .WithSummary("Stops a node without a warning").ProducesProblem(StatusCodes.Status404NotFound);
        nodes.MapPost("/{name}/start", (string name, INodeSwitches switches) =>
            {
                switches.Start(Known(switches, name));
                return TypedResults.Accepted("/nodes", Of(switches, name));
            })
            .WithSummary("Starts a node").WithDescription("It is up when GET shows it as Running: without a majority it waits for one.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        nodes.MapPost("/{name}/cut", (string name, INodeSwitches switches) =>
            {
                switches.Cut(Known(switches, name));
                return TypedResults.Ok(Of(switches, name));
            })
            .WithSummary("Cuts a node off").WithDescription("Its proposer and acceptors hear nobody, and nobody hears them.").ProducesProblem(StatusCodes.Status404NotFound);
        nodes.MapPost("/{name}/heal", (string name, INodeSwitches switches) =>
            {
                switches.Heal(Known(switches, name));
                return TypedResults.Ok(Of(switches, name));
            })
            .WithSummary("Ends that").ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static ValueTask<object?> RequireSwitchesAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.RequestServices.GetRequiredService<INodeSwitches>().Refusal is { } refusal
            ? throw new ProblemException(StatusCodes.Status409Conflict, ProblemTypes.NotSwitchable, "The nodes cannot be switched here", refusal)
            : next(context);

    private static SwitchModel Of(INodeSwitches switches, string name) => SwitchModel.Of(switches.Nodes.First(node => node.Node == name));

    private static string Known(INodeSwitches switches, string name) =>
        switches.Nodes.Any(node => node.Node == name) ? name : throw new ProblemException(
            StatusCodes.Status404NotFound, ProblemTypes.NodeNotFound, "There is no such node", $"The nodes are {string.Join(", ", switches.Nodes.Select(node => node.Node))}.");
}
