using Actors.Engine.Identity;
using Actors.Figures;
using Actors.Grains.Hosting;
using Actors.Grains.Observers;
using Actors.Grains.Placement;
using Actors.Registers;
using Actors.Rounds;
using Actors.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Logging;
using Orleans.Runtime.Hosting;
using Orleans.Serialization;

namespace Orleans.Hosting;

/// <summary>Write-once registers for a silo.</summary>
public static class WriteOnceSiloBuilderExtensions
{
    // The rooms that know nothing of Orleans, so that their exceptions have no codec of their own.
    private static readonly string[] WithoutOrleans = ["Actors.Engine", "Actors.Paxos", "Actors.Runtime"];

    /// <summary>
    /// Makes this silo a node that keeps write-once registers; use them through <see cref="IRegisters"/>.
    /// <code>
    /// silo.Configure&lt;SiloOptions&gt;(o => o.SiloName = "n1")
    ///     .AddWriteOnce(node => RocksDbRegisterStore.Open("./data/n1", node), o => { foreach (var n in nodes) o.Nodes.Add(n); });
    /// </code>
    /// The silo's start completes when a majority of the nodes votes: see <see cref="WriteOnceOptions.StartTimeout"/>.
    /// With <c>UseWriteOnceClustering</c> in the same silo, before or after this call, the store is bound to the node: a node with an empty store, or one put
    /// back from a backup, does not vote. Without it no other node knows which store this node voted with. Such a store then votes as if it had never promised
    /// anything, and what was decided and acknowledged can be decided again, otherwise. Use it alone only if no store is ever lost or put back.
    /// </summary>
    /// <param name="builder">The silo. Its name is the node's name, and must stay the same for ever.</param>
    /// <param name="store">Opens the node's durable store.</param>
    /// <param name="configure">Sets at least <see cref="WriteOnceOptions.Nodes"/>. A second call adds its options to those of the first, and its store is the one that is used.</param>
    public static ISiloBuilder AddWriteOnce(this ISiloBuilder builder, RegisterStoreFactory store, Action<WriteOnceOptions> configure)
    {
        builder.Services.Replace(ServiceDescriptor.Singleton(store));
        return builder.AddWriteOnce(options => options.Configure(configure));
    }

    /// <summary>The same with the store of the service <see cref="RegisterStoreFactory"/>.</summary>
    /// <param name="builder">The silo. Its name is the node's name, and must stay the same for ever.</param>
    /// <param name="configure">Sets at least <see cref="WriteOnceOptions.Nodes"/>. A second call adds its options to those of the first.</param>
    /// <inheritdoc cref="AddWriteOnce(ISiloBuilder, RegisterStoreFactory, Action{WriteOnceOptions})"/>
    public static ISiloBuilder AddWriteOnce(this ISiloBuilder builder, Action<OptionsBuilder<WriteOnceOptions>> configure)
    {
        configure(builder.Services.AddOptions<WriteOnceOptions>());
        if (builder.Services.Any(service => service.ServiceType == typeof(WriteOnceNode))) return builder;
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton<NodeStore>();
        builder.Services.AddSingleton<IBoundStore>(services => services.GetRequiredService<NodeStore>());
        builder.Services.AddSingleton<IConfigurationValidator, WriteOnceOptionsValidator>();
        // Always open, unless something that can tell a forgetful store has put one here that it opens and closes.
        builder.Services.TryAddSingleton<VotingGate>();
        builder.Services.TryAddSingleton<StoreMemory>();
        builder.Services.AddSingleton<LiveNodes>();
        builder.Services.AddSingleton<WriteOnceNode>();
        builder.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(services => services.GetRequiredService<WriteOnceNode>());
        builder.Services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>, ServingWait>();
        builder.Services.AddSingleton<IRegisters>(services => services.GetRequiredService<WriteOnceNode>().Registers);
        builder.Services.AddSingleton<IRoundWatch, RoundWatch>();
        builder.Services.AddSingleton<IClusterFigures, ClusterFigures>();
        builder.Services.AddPlacementDirector<NodePlacement, NodePlacementDirector>();
        builder.Services.AddPlacementDirector<BullyPlacement, BullyPlacementDirector>();
        builder.Services.PostConfigure<LoggerFilterOptions>(RepeatedLines.LeaveOut);
        builder.Services.Configure<ExceptionSerializationOptions>(static options => options.SupportedNamespacePrefixes.UnionWith(WithoutOrleans));
        builder.AddGrainDirectory(NoGrainDirectory.Name, static (_, _) => new NoGrainDirectory());
        return builder;
    }
}
