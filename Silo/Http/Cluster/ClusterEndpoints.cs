using Actors.Registers;
using Actors.Silo.Configuration;
using Actors.Silo.Http.Problems;
using Actors.Silo.Nodes;

namespace Actors.Silo.Http.Cluster;

/// <summary>How the nodes are.</summary>
internal static class ClusterEndpoints
{
    public static void MapCluster(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/cluster", (IRegisters registers, LocalStatus status, SiloSettings settings, CancellationToken cancellationToken) =>
                ClusterModel.AskAsync(registers, status, settings, cancellationToken))
            .WithTags("Cluster").WithSummary("Asks every node how it is");
        routes.MapGet("/health/live", () => TypedResults.Text("live"))
            .WithTags("Cluster").WithSummary("Says that this process serves HTTP");
        routes.MapGet("/health/ready", ReadyAsync)
            .WithTags("Cluster").WithSummary("Says whether a quorum of nodes answers")
            .Produces<string>(contentType: "text/plain").ProducesProblem(StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<IResult> ReadyAsync(IRegisters registers, LocalStatus status, SiloSettings settings, CancellationToken cancellationToken)
    {
        var cluster = await ClusterModel.AskAsync(registers, status, settings, cancellationToken);
        if (cluster.Ready) return TypedResults.Text("ready");
        var missing = cluster.Nodes.Where(node => node.State != NodeState.Voting).Select(node => $"{node.Name} ({node.Problem})");
        throw new ProblemException(StatusCodes.Status503ServiceUnavailable, ProblemTypes.NotReady, "Too few nodes vote", $"Missing: {string.Join(", ", missing)}. Start them; /cluster shows all nodes.");
    }
}
