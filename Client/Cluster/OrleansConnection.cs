using Actors.Registers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Actors.Client.Cluster;

/// <inheritdoc cref="IConnection"/>
internal sealed class OrleansConnection(IHost host, Patience patience) : IConnection
{
    private static readonly TimeSpan GoodbyeMax = TimeSpan.FromSeconds(1);

    public IRegisters Registers { get; } = new ClientRegisters(host.Services.GetRequiredService<IClusterClient>(), patience.Call);

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(GoodbyeMax);
        try
        {
            await host.StopAsync(limit.Token).WaitAsync(limit.Token);
        }
        catch (Exception)
        {
            // The answer is there already; a node that does not hear goodbye notices by itself.
        }
        host.Dispose();
    }
}
