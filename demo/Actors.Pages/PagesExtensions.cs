using Actors.Pages.Seats;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Actors.Pages;

/// <summary>Adds the pages to a web application.</summary>
public static class PagesExtensions
{
    /// <summary>The address of the page with the steps from a variable to Paxos.</summary>
    public const string Explore = "/explore";

    /// <summary>Adds the pages. They need <see cref="ISeats"/>, <see cref="Actors.Registers.IRegisters"/>, <see cref="Actors.Paxos.KeySpace"/>,
    /// <see cref="TimeProvider"/>, <see cref="Actors.Demo.OrderHistory"/>, <see cref="Actors.Demo.UserList"/> and <see cref="Actors.Demo.UserOfTheDay"/>.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="links">Called for each visitor.</param>
    public static void AddVisitorPages(this IServiceCollection services, Func<IServiceProvider, PageLinks> links)
    {
        services.AddScoped(links);
        services.AddSingleton<AnyNode>();
        services.AddRazorComponents().AddInteractiveServerComponents(options => options.DisconnectedCircuitMaxRetained = 20);
        services.Configure<CircuitOptions>(options => options.DetailedErrors = false);
        // What it protects is only the way from a page to its circuit, which ends with the process.
        services.AddDataProtection().UseEphemeralDataProtectionProvider();
        services.AddLogging(logging => logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error));
    }

    public static void MapVisitorPages(this IEndpointRouteBuilder routes)
    {
        routes.MapStaticAssets();
        routes.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
    }
}
