using Actors.Clustering.Hosting;
using Actors.Clustering.Membership;
using Actors.Clustering.Nodes;
using Actors.Engine.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Hosting;

/// <summary>Clustering with no external database, for silos.</summary>
public static class WriteOnceClusteringSiloBuilderExtensions
{
    /// <summary>
    /// Keeps the cluster's membership in write-once registers on the nodes themselves. While a majority of the nodes is up, silos join and leave,
    /// whichever node is gone. The silo's start waits for that majority.
    /// <code>
    /// silo.Configure&lt;SiloOptions&gt;(o => o.SiloName = "n1")
    ///     .UseWriteOnceClustering(o =>
    ///     {
    ///         o.Nodes["n1"] = "10.0.0.1:7102";
    ///         o.Nodes["n2"] = "10.0.0.2:7102";
    ///         o.Nodes["n3"] = "10.0.0.3:7102";
    ///         o.DataDirectory = "./data/n1/cluster";
    ///     });
    /// </code>
    /// The node itself is the service <see cref="ClusterNode"/>. Every service <see cref="IBoundStore"/> is bound to it; <c>AddWriteOnce</c> in the same silo, before
    /// or after this call, adds that of its registers.
    /// </summary>
    /// <param name="builder">The silo. Its name is the node's name, and must stay the same for ever.</param>
    /// <param name="configure">Sets at least the nodes and the data directory. A second call adds its options to those of the first.</param>
    public static ISiloBuilder UseWriteOnceClustering(this ISiloBuilder builder, Action<WriteOnceClusteringOptions> configure)
    {
        builder.Services.Configure(configure);
        if (builder.Services.Any(service => service.ServiceType == typeof(ClusterNode))) return builder;
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<IConfigurationValidator, WriteOnceClusteringOptionsValidator>();
        builder.Services.AddSingleton(services => new ClusterNode(
            services.GetRequiredService<IOptions<SiloOptions>>().Value.SiloName,
            services.GetRequiredService<IOptions<ClusterOptions>>().Value.ClusterId,
            services.GetRequiredService<IOptions<WriteOnceClusteringOptions>>().Value,
            services.GetServices<IBoundStore>(),
            services.GetRequiredService<ILoggerFactory>(),
            services.GetRequiredService<TimeProvider>()));
        // What else votes on this silo does so only with the stores that this node has voted with.
        builder.Services.Replace(ServiceDescriptor.Singleton(services => services.GetRequiredService<ClusterNode>().Gate));
        builder.Services.Replace(ServiceDescriptor.Singleton(services => services.GetRequiredService<ClusterNode>().Memory));
        builder.Services.Replace(ServiceDescriptor.Singleton<ILocalSiloDetails, ClusterSiloDetails>());
        builder.Services.Configure<ClusterMembershipOptions>(options =>
        {
            // By the clock Orleans would take a silo for dead that it has not met and whose generation seems to be an hour old.
            options.SiloGenerationRetirementAge = null;
            // A silo would have a silo declared dead that seems to join for too long, by its own clock and that of the other, which gossip tells. Probes find dead ones.
            options.EvictWhenMaxJoinAttemptTimeExceeded = false;
        });
        builder.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, ClusterNodeLifetime>();
        builder.Services.AddSingleton<IMembershipTable, WriteOnceMembershipTable>();
        return builder;
    }
}
