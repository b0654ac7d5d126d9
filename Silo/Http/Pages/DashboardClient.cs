using Actors.Silo.Configuration;
using Actors.Silo.Http.Callers;
using Actors.Silo.Http.Problems;
using Actors.Silo.Nodes;
using Orleans.Dashboard;

namespace Actors.Silo.Http.Pages;

/// <summary>The Orleans client of the dashboard, where that is served: it connects once a node of this process serves, and nothing waits for that.</summary>
internal sealed class DashboardClient(IClusterClient client, OwnMachine machine, IHostApplicationLifetime lifetime) : BackgroundService
{
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    /// <summary>Orleans' own way would have the start of the process wait for the first connection.</summary>
    private readonly IHostedService _connection = (IHostedService)client;

    private volatile bool _isConnected;

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
        builder.Services.AddSingleton<DashboardClient>();
        builder.Services.AddHostedService(services => services.GetRequiredService<DashboardClient>());
    }

    /// <exception cref="ProblemException">The client is not connected yet, which may be a moment after the nodes serve.</exception>
    public void Require()
    {
        if (!_isConnected)
            throw new ProblemException(
                StatusCodes.Status503ServiceUnavailable, ProblemTypes.Starting, "The dashboard is starting", "It is not connected to a node yet. Ask again.");
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
            if (machine.Refusal is not null) return;
            await _connection.StartAsync(stoppingToken);
            _isConnected = true;
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
