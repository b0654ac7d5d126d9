using Actors.Registers;
using Actors.Silo.Configuration;
using Actors.Silo.Http;
using Actors.Silo.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Actors.Silo.Tests;

/// <summary>The product's own HTTP in this process, with no node behind it.</summary>
internal sealed class StubServer : IAsyncDisposable
{
    private readonly WebApplication _application;

    private StubServer(WebApplication application, string url) => (_application, Client) = (application, new HttpClient { BaseAddress = new Uri(url) });

    public HttpClient Client { get; }

    /// <param name="registers">What it serves.</param>
    /// <param name="more">Configuration besides where it listens, which is a port of loopback by default.</param>
    public static async Task<StubServer> StartAsync(IRegisters registers, params (string Key, string Value)[] more)
    {
        var url = $"http://127.0.0.1:{FreePorts.One()}";
        var settings = SiloSettings.From(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            [SiloSettings.UrlsKey] = url, [$"{SiloSettings.UsersKey}:0"] = "Leslie",
        }).AddInMemoryCollection(Pairs(more)).Build());
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "Silo", EnvironmentName = Environments.Production, ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.Services.AddNodes(settings);
        builder.Services.AddSingleton(registers);
        builder.Configuration.AddInMemoryCollection(Pairs(more));
        builder.AddApi(settings);
        // The client of the dashboard would look for silos.
        builder.Services.RemoveAll<IHostedService>();
        var application = builder.Build();
        application.UseApi(settings);
        await application.StartAsync();
        return new StubServer(application, application.Urls.First().Replace("0.0.0.0", "127.0.0.1", StringComparison.Ordinal));
    }

    private static IEnumerable<KeyValuePair<string, string?>> Pairs((string Key, string Value)[] more) => more.Select(each => KeyValuePair.Create(each.Key, (string?)each.Value));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _application.DisposeAsync();
    }
}
