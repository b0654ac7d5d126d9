using Actors.Figures;
using Actors.Pages.Cluster;
using Actors.Pages.Seats;
using Actors.Registers;
using Actors.Rounds;
using Actors.Runtime;
using Actors.Silo.Configuration;
using Actors.Silo.Http.Callers;

namespace Actors.Silo.Nodes;

/// <summary>The nodes of this process, and the registers through them.</summary>
internal static class NodesServiceCollectionExtensions
{
    public static void AddNodes(this IServiceCollection services, SiloSettings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<NodeCuts>();
        services.AddSingleton<LocalNodes>();
        services.AddSingleton<OwnMachine>();
        services.AddSingleton<INodeSwitches, NodeSwitches>();
        services.AddSingleton<IClusterFigures, LocalFigures>();
        services.AddSingleton<LocalStatus>();
        services.AddSingleton<IRegisters, LocalRegisters>();
        services.AddSingleton<ISeats, LocalSeats>();
        services.AddSingleton<IRoundWatch, LocalRoundWatch>();
        services.AddHealthChecks()
            .AddCheck<LocalNodesHealthCheck>(WriteOnceHealthChecksBuilderExtensions.Node)
            .AddCheck<LocalQuorumHealthCheck>(WriteOnceHealthChecksBuilderExtensions.Quorum);
    }
}
