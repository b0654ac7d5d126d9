using Actors.Pages;
using Actors.Silo.Configuration;
using Actors.Silo.Http.Nodes;
using Orleans.Dashboard;
using Scalar.AspNetCore;

namespace Actors.Silo.Http.Pages;

/// <summary>What a person opens in a browser: our own pages, the API reference and the Orleans dashboard.</summary>
internal static class PagesExtensions
{
    public const string Explore = Actors.Pages.PagesExtensions.Explore, Reference = "/reference", Dashboard = "/dashboard", Document = "/openapi/v1.json";

    /// <summary>The dashboard shows everything to everybody, so only to those on this machine, and to developers.</summary>
    public static bool HasDashboard(this SiloSettings settings, IHostEnvironment environment) => settings.IsLoopback || environment.IsDevelopment();

    public static void AddPages(this WebApplicationBuilder builder, SiloSettings settings)
    {
        builder.Services.AddOpenApi(ApiDescription.Configure);
        // Also where it is started from its build, and not only by the developer's environment.
        builder.WebHost.UseStaticWebAssets();
        // Otherwise a route for any file takes every GET, and what knows other methods only is "not found".
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        builder.Services.AddVisitorPages(new PageLinks(
            [("API", Reference), .. settings.HasDashboard(builder.Environment) ? [("Dashboard", Dashboard)] : Array.Empty<(string, string)>()]));
        if (!settings.HasDashboard(builder.Environment)) return;
        DashboardClient.Add(builder, settings);
    }

    public static void MapPages(this WebApplication application, SiloSettings settings)
    {
        application.MapOpenApi();
        application.MapVisitorPages();
        application.MapScalarApiReference(Reference, options => options
            .WithTitle("Write-once registers")
            .DisableDefaultFonts()
            .DisableTelemetry()
            .DisableAgent()
            .DisableMcp()
            .HideClientButton());
        if (settings.HasDashboard(application.Environment)) application.MapOrleansDashboard(Dashboard).RequireNode().ExcludeFromDescription();
    }
}
