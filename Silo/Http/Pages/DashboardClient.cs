using Actors.Silo.Configuration;
using Actors.Silo.Http.Problems;
using Actors.Silo.Nodes;
using Orleans.Dashboard;

namespace Actors.Silo.Http.Pages;

/// <summary>The Orleans client of the dashboard: it connects once a node of this process serves, and nothing waits for that.</summary>
internal sealed class DashboardClient(IClusterClient client) : BackgroundService
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

    /// <summary>An endpoint filter: answers <c>starting</c> until the client is connected, which may be a moment after the nodes serve.</summary>
    public static ValueTask<object?> RequireAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.RequestServices.GetRequiredService<DashboardClient>()._isConnected ? next(context)
        : throw new ProblemException(
            StatusCodes.Status503ServiceUnavailable, ProblemTypes.Starting, "The dashboard is starting", "It is not connected to a node yet. Ask again.");

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await _connection.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
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
