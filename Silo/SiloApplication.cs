using System.Net.Sockets;
using System.Security.Cryptography;
using Actors.Engine;
using Actors.Silo.Configuration;
using Actors.Silo.Http;
using Actors.Silo.Http.Callers;
using Actors.Silo.Nodes;

namespace Actors.Silo;

/// <summary>The process: a web application, and the nodes behind it.</summary>
internal static class SiloApplication
{
    /// <param name="arguments">What the command line sets, by configuration key.</param>
    /// <returns>The exit code: 0 stopped, 1 could not run, 2 bad configuration.</returns>
    public static async Task<int> RunAsync(IReadOnlyDictionary<string, string?> arguments)
    {
        using var stop = new StopSignal();
        try
        {
            await using var application = Build(arguments);
            await RunAsync(application, stop);
            return 0;
        }
        catch (SettingsException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 2;
        }
        catch (Exception exception) when (exception is StartException or StoreException or IOException or SocketException)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
        catch (OperationCanceledException) when (stop.Told.IsCancellationRequested)
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
        return application;
    }

    private static async Task RunAsync(WebApplication application, StopSignal stop)
    {
        var (nodes, settings) = (application.Services.GetRequiredService<LocalNodes>(), application.Services.GetRequiredService<SiloSettings>());
        using var told = stop.Told.Register(application.Lifetime.StopApplication);
        try
        {
            if (Descriptors.Limit() is var limit && settings.LocalNodes.Count() is var count && limit < ConnectionSettings.Kept(count))
                await Console.Error.WriteLineAsync($"Warning: this process may open {limit} descriptors, and {count} nodes need {ConnectionSettings.Kept(count)} or more. Raise ulimit -n.");
            // HTTP first, and last to be gone but the nodes: what asks a node that waits for others is told so.
            await StartHttpAsync(application, settings, stop.Told);
            await nodes.StartAsync(application.Lifetime.ApplicationStopping);
            await Welcome.PrintAsync(settings, nodes.All, application.Urls, application.Services.GetRequiredService<OwnMachine>());
            await Task.Delay(Timeout.Infinite, application.Lifetime.ApplicationStopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        finally
        {
            stop.Begin(exitCode: stop.Told.IsCancellationRequested ? 0 : 1);
            await StopHttpAsync(application);
            await nodes.StopAsync();
        }
    }

    private static async Task StartHttpAsync(WebApplication application, SiloSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            await application.StartAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is InvalidOperationException or CryptographicException && settings.Urls.Any(HttpAddress.IsHttps))
        {
            throw new SettingsException(
                $"HTTPS needs a certificate that can be read ({exception.Message.Split('\n')[0].Trim()}). "
                + "Set Kestrel__Certificates__Default__Path and Kestrel__Certificates__Default__Password, or serve http:// addresses only.");
        }
    }

    private static async Task StopHttpAsync(WebApplication application)
    {
        try
        {
            await application.StopAsync();
        }
        catch (Exception exception) when (exception is OperationCanceledException or AggregateException)
        {
            // What was under way did not end in time.
        }
    }
}
