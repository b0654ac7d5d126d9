using Actors.Pages;
using Actors.Silo.Configuration;
using Actors.Silo.Http.Nodes;
using Actors.Silo.Nodes;
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
        builder.UseBuiltAssets();
        // Otherwise a route for any file takes every GET, and what knows other methods only is "not found".
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        builder.Services.AddVisitorPages(new PageLinks(
            [("API", Reference), .. settings.HasDashboard(builder.Environment) ? [("Dashboard", Dashboard)] : Array.Empty<(string, string)>()]));
        if (!settings.HasDashboard(builder.Environment)) return;
        DashboardClient.Add(builder, settings);
    }

    /// <summary>Serves the files of the pages also where it is started from its build, and not only in the developer's environment.</summary>
    /// <exception cref="StartException">They are not readable: a build leaves them where they are, in the packages of the user that built it.</exception>
    private static void UseBuiltAssets(this WebApplicationBuilder builder)
    {
        try
        {
            builder.WebHost.UseStaticWebAssets();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StartException(
                $"The files of the pages are not readable: {exception.Message} A build needs the packages of the user that built it. "
                + "Run it as that user, or run what 'dotnet publish Silo -o DIR' makes, which has all files.", exception);
        }
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
        if (!settings.HasDashboard(application.Environment)) return;
        application.MapOrleansDashboard(Dashboard).RequireNode().AddEndpointFilter(DashboardClient.RequireAsync).ExcludeFromDescription();
    }
}
