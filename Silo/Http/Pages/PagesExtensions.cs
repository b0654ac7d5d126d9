using Actors.Pages;
using Actors.Silo.Configuration;
using Actors.Silo.Http.Callers;
using Actors.Silo.Http.Nodes;
using Actors.Silo.Http.Problems;
using Actors.Silo.Nodes;
using Orleans.Dashboard;
using Scalar.AspNetCore;

namespace Actors.Silo.Http.Pages;

/// <summary>What a person opens in a browser: our own pages, the API reference and the Orleans dashboard.</summary>
internal static class PagesExtensions
{
    public const string Explore = Actors.Pages.PagesExtensions.Explore, Reference = "/reference", Dashboard = "/dashboard", Document = "/openapi/v1.json";

    public static void AddPages(this WebApplicationBuilder builder, SiloSettings settings)
    {
        builder.Services.AddOpenApi(ApiDescription.Configure);
        builder.UseBuiltAssets();
        // Otherwise a route for any file takes every GET, and what knows other methods only is "not found".
        builder.Configuration["ReloadStaticAssetsAtRuntime"] = "false";
        builder.Services.AddVisitorPages(static services => new PageLinks(
            [("API", Reference), .. services.GetRequiredService<OwnMachine>().Refusal is null ? [("Dashboard", Dashboard)] : Array.Empty<(string, string)>()]));
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

    public static void MapPages(this WebApplication application)
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
        application.MapOrleansDashboard(Dashboard).ExcludeFromDescription();
    }

    /// <summary>The dashboard shows everything to every caller, and asks a node. Not a filter of its endpoints: these look for its client before that.</summary>
    /// <exception cref="ProblemException">It is not served, or not yet.</exception>
    public static Task GuardDashboardAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Path.StartsWithSegments(Dashboard)) return next(context);
        if (context.RequestServices.GetRequiredService<OwnMachine>().Refusal is { } open)
            throw new ProblemException(StatusCodes.Status403Forbidden, ProblemTypes.NoDashboard, "The dashboard is not served here", $"It is not served: {open}.");
        RequireNodeExtensions.Require(context);
        context.RequestServices.GetRequiredService<DashboardClient>().Require();
        return next(context);
    }
}
