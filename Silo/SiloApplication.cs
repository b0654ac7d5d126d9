using System.Net.Sockets;
using Actors.Clustering;
using Actors.Engine;
using Actors.Silo.Configuration;
using Actors.Silo.Http;
using Actors.Silo.Http.Pages;
using Actors.Silo.Nodes;

namespace Actors.Silo;

/// <summary>The process: nodes, and a web application in front of them.</summary>
internal static class SiloApplication
{
    /// <param name="arguments">What the command line sets, by configuration key.</param>
    /// <returns>The exit code: 0 stopped, 1 could not run, 2 bad configuration.</returns>
    public static async Task<int> RunAsync(IReadOnlyDictionary<string, string?> arguments)
    {
        try
        {
            await using var application = Build(arguments);
            await application.StartAsync();
            await application.WaitForShutdownAsync();
            return 0;
        }
        catch (SettingsException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 2;
        }
        catch (Exception exception) when (exception is StartException or StoreException or ClusteringException or IOException or SocketException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
        catch (OperationCanceledException)
        {
            // Stopped while it was starting.
            return 0;
        }
    }

    private static WebApplication Build(IReadOnlyDictionary<string, string?> arguments)
    {
        // Its settings are beside it, wherever it is started from.
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(arguments);
        var settings = SiloSettings.From(builder.Configuration);
        builder.Services.AddNodes(settings);
        builder.AddApi(settings);
        var application = builder.Build();
        application.UseApi(settings);
        application.Lifetime.ApplicationStarted.Register(
            () => Welcome.Print(settings, application.Urls, settings.HasDashboard(application.Environment)));
        return application;
    }
}
