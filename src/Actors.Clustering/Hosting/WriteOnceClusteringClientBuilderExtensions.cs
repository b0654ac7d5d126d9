using Actors.Clustering.Hosting;
using Actors.Clustering.Membership;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Messaging;

namespace Orleans.Hosting;

/// <summary>Clustering with no external database, for clients.</summary>
public static class WriteOnceClusteringClientBuilderExtensions
{
    /// <summary>Finds the gateways of a cluster whose silos use write-once clustering, by asking any of its nodes.</summary>
    /// <param name="builder">The client. Its <c>ClusterOptions.ClusterId</c> is the cluster's.</param>
    /// <param name="configure">Sets at least the nodes to ask.</param>
    public static IClientBuilder UseWriteOnceClustering(this IClientBuilder builder, Action<WriteOnceGatewayOptions> configure)
    {
        builder.Services.Configure(configure);
        if (builder.Services.Any(service => service.ImplementationType == typeof(WriteOnceGatewayListProvider))) return builder;
        builder.Services.AddSingleton<IConfigurationValidator, WriteOnceGatewayOptionsValidator>();
        builder.Services.AddSingleton<IGatewayListProvider, WriteOnceGatewayListProvider>();
        return builder;
    }
}
