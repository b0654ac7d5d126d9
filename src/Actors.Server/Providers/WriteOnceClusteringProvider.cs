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
        if (section[nameof(options.Acceptors)] is { } acceptors)
            options.Acceptors = int.TryParse(acceptors, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count
                : throw NotA("number", section, nameof(options.Acceptors));
        if (section[nameof(options.ListenAddress)] is { } listen)
            options.ListenAddress = IPAddress.TryParse(listen, out var address) ? address : throw NotA("IP address", section, nameof(options.ListenAddress));
    });

    public void Configure(IClientBuilder builder, string? name, IConfigurationSection section) => builder.UseWriteOnce((WriteOnceClientOptions options) =>
    {
        Bind(section, options.Nodes);
        if (section[nameof(options.OperationTimeout)] is { } timeout)
            options.OperationTimeout = TimeSpan.TryParse(timeout, CultureInfo.InvariantCulture, out var value) ? value
                : throw NotA("time (hh:mm:ss)", section, nameof(options.OperationTimeout));
    });

    private static void Bind(IConfigurationSection section, IDictionary<string, string> nodes)
    {
        foreach (var node in section.GetSection("Nodes").GetChildren()) nodes[node.Key] = node.Value ?? "";
    }

    private static OrleansConfigurationException NotA(string kind, IConfigurationSection section, string key) =>
        new($"{section.Path}:{key} is '{section[key]}', which is no {kind}.");
}
