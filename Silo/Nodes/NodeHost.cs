using Actors.Runtime;
using Actors.Silo.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Orleans.Dashboard;

namespace Actors.Silo.Nodes;

/// <summary>What one start of a node is made of.</summary>
internal static class NodeHost
{
    /// <summary>Every silo wakes this often for its statistics; at the default of a second that is most of what an idle node does.</summary>
    private const int DashboardIntervalMs = 10_000;

    /// <param name="address">Which of the nodes it is.</param>
    /// <param name="settings">The whole cluster.</param>
    /// <param name="cuts">Which nodes of this process are cut off.</param>
    /// <param name="loggers">Shared by all nodes of the process.</param>
    /// <param name="restart">Called with the reason when the silo cannot go on.</param>
    public static IHost Build(
        NodeAddress address, SiloSettings settings, NodeCuts cuts, ILoggerFactory loggers, Action<string> restart)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(loggers);
        // Signals are the process's business: it stops its nodes.
        builder.Services.Replace(ServiceDescriptor.Singleton<IHostLifetime, NodeLifetime>());
        builder.Services.AddSingleton<IFatalErrorHandler>(new RestartOnFatalError(restart));
        // A node that is a process of its own can only be cut off by its network.
        if (settings.Node is null) builder.Services.AddSingleton(cuts);
        builder.UseOrleans(silo =>
        {
            ClusterSetup.Configure(silo, address, settings);
            silo.AddDashboard(options => options.CounterUpdateIntervalMs = DashboardIntervalMs);
        });
        return builder.Build();
    }
}
