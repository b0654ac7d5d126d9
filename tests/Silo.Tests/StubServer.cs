using Actors.Registers;
using Actors.Silo.Configuration;
using Actors.Silo.Http;
using Actors.Silo.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
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

    public static async Task<StubServer> StartAsync(IRegisters registers, params (string Key, string Value)[] more)
    {
        var url = $"http://127.0.0.1:{FreePorts.One()}";
        // Without a dashboard, which would look for silos: there is none for those who let others reach it. It listens on loopback all the same.
        var settings = SiloSettings.From(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            [SiloSettings.UrlsKey] = "http://0.0.0.0:1", [$"{SiloSettings.UsersKey}:0"] = "Leslie",
        }).AddInMemoryCollection(more.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value))).Build());
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "Silo", EnvironmentName = Environments.Production, ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.Services.AddNodes(settings);
        builder.Services.RemoveAll<IHostedService>();
        builder.Services.AddSingleton(registers);
        builder.AddApi(settings);
        builder.WebHost.UseUrls(url);
        var application = builder.Build();
        application.UseApi(settings);
        await application.StartAsync();
        return new StubServer(application, url);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _application.DisposeAsync();
    }
}
