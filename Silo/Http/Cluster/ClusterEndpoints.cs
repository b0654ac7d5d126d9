using Actors.Registers;
using Actors.Silo.Configuration;
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
    }
}
