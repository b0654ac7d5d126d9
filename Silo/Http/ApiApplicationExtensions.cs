using System.Text.Json.Serialization;
using Actors.Clustering.Transport;
using Actors.Demo;
using Actors.Log.KeyValues;
using Actors.Log.Locks;
using Actors.Log.Machines;
using Actors.Paxos;
using Actors.Registers;
using Actors.Silo.Configuration;
using Actors.Silo.Http.Callers;
using Actors.Silo.Http.Cluster;
using Actors.Silo.Http.Headers;
using Actors.Silo.Http.Health;
using Actors.Silo.Http.KeyValues;
using Actors.Silo.Http.Locks;
using Actors.Silo.Http.Metrics;
using Actors.Silo.Http.Nodes;
using Actors.Silo.Http.Orders;
using Actors.Silo.Http.Pages;
using Actors.Silo.Http.Problems;
using Actors.Silo.Http.Registers;
using Actors.Silo.Http.Targets;
using Actors.Silo.Http.Users;
using Microsoft.AspNetCore.HostFiltering;

namespace Actors.Silo.Http;

/// <summary>The HTTP API and the pages beside it.</summary>
internal static class ApiApplicationExtensions
{
    private static readonly TimeSpan StopWithin = TimeSpan.FromSeconds(2);

    public static void AddApi(this WebApplicationBuilder builder, SiloSettings settings)
    {
        builder.WebHost.UseUrls([.. settings.Urls]);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = RegisterValue.MaxBytes;
            kestrel.Limits.KeepAliveTimeout = settings.Connections.Idle;
            var services = kestrel.ApplicationServices;
            var limit = new ConnectionLimit(
                "HTTP", settings.Connections.Http, "--http-connections", services.GetRequiredService<ILogger<ConnectionLimit>>(), services.GetRequiredService<TimeProvider>());
            kestrel.ConfigureEndpointDefaults(listen => listen.Use(limit.Bound));
        });
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = StopWithin);
        builder.Services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        builder.Services.ConfigureHttpJsonOptions(json => json.SerializerOptions.NumberHandling = JsonNumberHandling.Strict);
        builder.Services.AddSingleton<IProblemDetailsWriter, ProblemWriter>();
        builder.Services.AddProblemDetails();
        builder.Services.AddExceptionHandler<ExceptionProblems>();
        builder.Services.AddSingleton(DemoKeys.Space);
        builder.Services.AddSingleton<OrderHistory>();
        builder.Services.AddSingleton<OrderDesk>();
        builder.Services.AddSingleton(services => new KeyValueMap(services.GetRequiredService<IRegisters>(), options: Machine(services), quota: settings.MapQuota));
        builder.Services.AddSingleton(services => new LockService(
            services.GetRequiredService<IRegisters>(), services.GetRequiredService<TimeProvider>(), options: Machine(services), quota: settings.LockQuota));
        builder.Services.AddSingleton(services => new UserList(services.GetRequiredService<IRegisters>(), settings.Users, options: Machine(services)));
        builder.Services.AddSingleton(services => new UserOfTheDay(
            services.GetRequiredService<IRegisters>(), services.GetRequiredService<TimeProvider>(), services.GetRequiredService<UserList>().ReadAsync));
        builder.Services.AddMetricsExport();
        builder.AddPages(settings);
        // The setting of this name is read by RequestHosts.
        builder.Services.Configure<HostFilteringOptions>(hosts => hosts.AllowedHosts = [SiloSettings.AnyHost]);
    }

    private static StateMachineOptions Machine(IServiceProvider services) => new() { Logger = services.GetRequiredService<ILogger<StateMachineOptions>>() };

    public static void UseApi(this WebApplication application, SiloSettings settings)
    {
        application.UseExceptionHandler();
        application.UseStatusCodePages();
        application.Use(static (context, next) =>
        {
            // Kestrel leaves the body away, whatever the method is called from here on.
            if (HttpMethods.IsHead(context.Request.Method)) context.Request.Method = HttpMethods.Get;
            return next(context);
        });
        application.Use(new RequestHosts(settings).CheckAsync);
        application.Use(ForeignPages.RefuseAsync);
        application.Use(TargetKey.ReadAsync);
        application.UseRouting();
        application.Use(TargetKey.BindAsync);
        application.Use(RefusedHeaders.RefuseAsync);
        application.Use(SameOriginPages.ApplyAsync);
        application.Use(PagesExtensions.GuardDashboardAsync);
        application.UseAntiforgery();
        var api = application.MapGroup("").WithMetadata(new ApiEndpoint());
        var served = api.MapGroup("").RequireNode();
        served.MapRegisters();
        served.MapOrders();
        served.MapOrderHistory();
        served.MapKeyValues();
        served.MapLocks();
        served.MapUserList();
        served.MapUserOfTheDay();
        api.MapCluster();
        api.MapHealth();
        api.MapSwitches();
        api.MapMetricsExport();
        application.MapPages();
    }
}
