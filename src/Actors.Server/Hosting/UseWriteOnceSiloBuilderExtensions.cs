using Actors.Grains.Hosting;
using Actors.Registers;
using Actors.Server.Hosting;
using Actors.Storage.RocksDb;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Orleans.Hosting;

/// <summary>All that a silo needs, by one call.</summary>
public static class UseWriteOnceSiloBuilderExtensions
{
    /// <summary>
    /// Makes this silo a node of a cluster that needs nothing but its own nodes: endpoints, membership, write-once registers with their durable store, durable
    /// grain state as the default storage, and the health checks <c>node</c> and <c>quorum</c>.
    /// <code>
    /// builder.UseOrleans(silo => silo.UseWriteOnce(o =>
    /// {
    ///     o.Node = "n1";
    ///     o.Nodes["n1"] = "10.0.0.1:7100"; o.Nodes["n2"] = "10.0.0.2:7100"; o.Nodes["n3"] = "10.0.0.3:7100";
    ///     o.DataDirectory = "/var/lib/myapp";
    /// }));
    /// </code>
    /// Inject <see cref="IRegisters"/>, also by the key <c>WriteOnce</c>. Options of the parts that are set after this call count. A second call adds
    /// its options to those of the first.
    /// </summary>
    /// <param name="builder">The silo.</param>
    /// <param name="configure">Sets at least the node, the nodes and the data directory.</param>
    /// <returns>The same builder.</returns>
    public static ISiloBuilder UseWriteOnce(this ISiloBuilder builder, Action<WriteOnceNodeOptions> configure) =>
        builder.UseWriteOnce((OptionsBuilder<WriteOnceNodeOptions> options) => options.Configure(configure));

    /// <inheritdoc cref="UseWriteOnce(ISiloBuilder, Action{WriteOnceNodeOptions})"/>
    public static ISiloBuilder UseWriteOnce(this ISiloBuilder builder, Action<OptionsBuilder<WriteOnceNodeOptions>> configure)
    {
        var services = builder.Services;
        configure(services.AddOptions<WriteOnceNodeOptions>());
        if (services.AreAdded()) return builder;

        // First, so that it names what is wrong before what follows from it does.
        services.AddSingleton<IConfigurationValidator, WriteOnceNodeOptionsValidator>();
        services.ConfigureOptions<NodeConfiguration>();
        builder.UseWriteOnceClustering(static _ => { });
        services.AddSingleton(OpenStore);
        builder.AddWriteOnce(static (OptionsBuilder<WriteOnceOptions> _) => { });
        builder.AddWriteOnceGrainStorageAsDefault();
        services.AddKeyedRegisters();
        services.AddWriteOnceHealthChecks();
        return builder;
    }

    private static RegisterStoreFactory OpenStore(IServiceProvider services)
    {
        var directory = services.GetRequiredService<IOptions<WriteOnceNodeOptions>>().Value.DataDirectory;
        return node =>
        {
            NodeDirectory.Require(directory);
            return RocksDbRegisterStore.Open(NodeDirectory.RegistersOf(directory), node);
        };
    }
}
