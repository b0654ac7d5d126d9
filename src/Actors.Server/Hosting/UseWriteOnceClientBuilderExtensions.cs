using Actors.Clustering.Hosting;
using Actors.Registers;
using Actors.Server.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Hosting;

/// <summary>All that an Orleans client needs, by one call.</summary>
public static class UseWriteOnceClientBuilderExtensions
{
    /// <summary>
    /// Finds the gateways of a cluster whose silos call <c>UseWriteOnce</c>, and adds <see cref="IRegisters"/>, also by the key <c>WriteOnce</c>. Its
    /// <c>ClusterOptions.ClusterId</c> and <c>ServiceId</c> must be the cluster's.
    /// <code>
    /// builder.UseOrleansClient(client => client.UseWriteOnce(o =>
    /// {
    ///     o.Nodes["n1"] = "10.0.0.1:7100"; o.Nodes["n2"] = "10.0.0.2:7100"; o.Nodes["n3"] = "10.0.0.3:7100";
    /// }));
    /// </code>
    /// </summary>
    /// <param name="builder">The client.</param>
    /// <param name="configure">Sets at least one node to ask. A second call adds its options to those of the first.</param>
    /// <returns>The same builder.</returns>
    public static IClientBuilder UseWriteOnce(this IClientBuilder builder, Action<WriteOnceClientOptions> configure) =>
        builder.UseWriteOnce((OptionsBuilder<WriteOnceClientOptions> options) => options.Configure(configure));

    /// <inheritdoc cref="UseWriteOnce(IClientBuilder, Action{WriteOnceClientOptions})"/>
    public static IClientBuilder UseWriteOnce(this IClientBuilder builder, Action<OptionsBuilder<WriteOnceClientOptions>> configure)
    {
        var services = builder.Services;
        configure(services.AddOptions<WriteOnceClientOptions>());
        if (services.AreAdded()) return builder;

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<IConfigurationValidator, WriteOnceClientOptionsValidator>();
        services.AddOptions<WriteOnceGatewayOptions>().Configure<IOptions<WriteOnceClientOptions>>(AskNodes);
        services.Configure<ClientMessagingOptions>(MessageLimits.Configure);
        builder.UseWriteOnceClustering(static _ => { });
        services.AddSingleton<IRegisters>(static services => new ClientRegisters(
            services.GetRequiredService<IClusterClient>(),
            services.GetRequiredService<IOptions<WriteOnceClientOptions>>().Value.OperationTimeout,
            services.GetRequiredService<TimeProvider>()));
        services.AddKeyedRegisters();
        return builder;
    }

    private static void AskNodes(WriteOnceGatewayOptions gateways, IOptions<WriteOnceClientOptions> client)
    {
        foreach (var node in client.Value.Nodes.Values)
            gateways.Nodes.Add(NodePorts.TryParse(node, out var ports) ? ports.Transport : node);
    }
}
