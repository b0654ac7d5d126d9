using Actors.Figures;
using Actors.Registers;
using Actors.Rounds;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Actors.Silo.Nodes;

/// <summary>What can be done through one start of a node.</summary>
/// <param name="Registers">The registers.</param>
/// <param name="Rounds">The messages about them.</param>
/// <param name="Figures">What the nodes count.</param>
/// <param name="Health">Its health checks.</param>
/// <param name="Stopping">Cancelled when the node stops.</param>
internal sealed record NodeFaces(IRegisters Registers, IRoundWatch Rounds, IClusterFigures Figures, HealthCheckService Health, CancellationToken Stopping)
{
    public static NodeFaces Of(IServiceProvider services) => new(
        services.GetRequiredService<IRegisters>(),
        services.GetRequiredService<IRoundWatch>(),
        services.GetRequiredService<IClusterFigures>(),
        services.GetRequiredService<HealthCheckService>(),
        services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping);
}
