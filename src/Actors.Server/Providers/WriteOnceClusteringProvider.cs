using System.Globalization;
using System.Net;
using Actors.Server.Hosting;
using Actors.Server.Providers;
using Microsoft.Extensions.Configuration;
using Orleans.Providers;

[assembly: RegisterProvider(WriteOnceServices.Name, "Clustering", "Silo", typeof(WriteOnceClusteringProvider))]
[assembly: RegisterProvider(WriteOnceServices.Name, "Clustering", "Client", typeof(WriteOnceClusteringProvider))]

namespace Actors.Server.Providers;

/// <summary><c>Orleans:Clustering:ProviderType=WriteOnce</c>: all that <c>UseWriteOnce</c> does, with the options of its section.</summary>
internal sealed class WriteOnceClusteringProvider : IProviderBuilder<ISiloBuilder>, IProviderBuilder<IClientBuilder>
{
    public void Configure(ISiloBuilder builder, string? name, IConfigurationSection section) => builder.UseWriteOnce((WriteOnceNodeOptions options) =>
    {
        Bind(section, options.Nodes);
        options.Node = section[nameof(options.Node)] ?? options.Node;
        options.DataDirectory = section[nameof(options.DataDirectory)] ?? options.DataDirectory;
        options.Acceptors = Number(section, nameof(options.Acceptors)) ?? options.Acceptors;
        options.ConnectionsMax = Number(section, nameof(options.ConnectionsMax)) ?? options.ConnectionsMax;
        if (section[nameof(options.ListenAddress)] is { } listen)
            options.ListenAddress = IPAddress.TryParse(listen, out var address) ? address : throw NotA("IP address", section, nameof(options.ListenAddress));
        options.StartTimeout = Time(section, nameof(options.StartTimeout)) ?? options.StartTimeout;
    });

    public void Configure(IClientBuilder builder, string? name, IConfigurationSection section) => builder.UseWriteOnce((WriteOnceClientOptions options) =>
    {
        Bind(section, options.Nodes);
        options.OperationTimeout = Time(section, nameof(options.OperationTimeout)) ?? options.OperationTimeout;
    });

    private static void Bind(IConfigurationSection section, IDictionary<string, string> nodes)
    {
        foreach (var node in section.GetSection("Nodes").GetChildren()) nodes[node.Key] = node.Value ?? "";
    }

    private static int? Number(IConfigurationSection section, string key) =>
        section[key] is not { } text ? null : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : throw NotA("number", section, key);

    private static TimeSpan? Time(IConfigurationSection section, string key) =>
        section[key] is not { } text ? null : TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value) ? value : throw NotA("time (hh:mm:ss)", section, key);

    private static OrleansConfigurationException NotA(string kind, IConfigurationSection section, string key) =>
        new($"{section.Path}:{key} is '{section[key]}', which is no {kind}.");
}
