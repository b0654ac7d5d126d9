using Actors.Silo.Configuration;
using Actors.Silo.Http.Callers;
using Actors.Silo.Nodes;
using Orleans.Dashboard;

namespace Actors.Silo.Http.Pages;

/// <summary>The Orleans client of the dashboard, where that is served: it connects once a node of this process serves, and nothing waits for that.</summary>
internal sealed class DashboardClient(IClusterClient client, OwnMachine machine, IHostApplicationLifetime lifetime) : BackgroundService
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    /// <summary>Orleans' own way would have the start of the process wait for the first connection.</summary>
    private readonly IHostedService _connection = (IHostedService)client;

    public static void Add(WebApplicationBuilder builder, SiloSettings settings)
    {
        var before = builder.Services.Count;
        builder.UseOrleansClient(orleans =>
        {
            ClusterSetup.Configure(orleans, settings);
            orleans.UseConnectionRetryFilter(RetryAsync);
            orleans.AddDashboard();
        });
        foreach (var started in builder.Services.Skip(before).Where(service => service.ServiceType == typeof(IHostedService)).ToList())
            builder.Services.Remove(started);
        builder.Services.AddHostedService<DashboardClient>();
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await _connection.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            // Where HTTP listens is known then.
            await Task.Delay(Timeout.Infinite, lifetime.ApplicationStarted).WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (machine.Refusal is null) await _connection.StartAsync(stoppingToken);
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped before any node served.
        }
    }

    private static async Task<bool> RetryAsync(Exception exception, CancellationToken cancellationToken)
    {
        await Task.Delay(RetryInterval, cancellationToken);
        return true;
    }
}
