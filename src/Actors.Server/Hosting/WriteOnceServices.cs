using Actors.Registers;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Server.Hosting;

/// <summary>What a silo and a client have in common.</summary>
internal static class WriteOnceServices
{
    /// <summary>The key of <see cref="IRegisters"/>, and the name of the providers in an application's configuration.</summary>
    public const string Name = "WriteOnce";

    /// <summary>Notes that the parts are in.</summary>
    /// <returns>Whether they were in before: then only the options of the second call count.</returns>
    public static bool AreAdded(this IServiceCollection services)
    {
        if (services.Any(service => service.ServiceType == typeof(Added))) return true;
        services.AddSingleton<Added>();
        return false;
    }

    /// <summary>The registers by key as well, for an application that has others.</summary>
    public static void AddKeyedRegisters(this IServiceCollection services) =>
        services.AddKeyedSingleton<IRegisters>(Name, static (services, _) => services.GetRequiredService<IRegisters>());

    private sealed class Added;
}
