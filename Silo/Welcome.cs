using Actors.Silo.Configuration;
using Actors.Silo.Http.Pages;

namespace Actors.Silo;

/// <summary>What the console says once everything answers.</summary>
internal static class Welcome
{
    public static void Print(SiloSettings settings, IEnumerable<string> urls, bool hasDashboard)
    {
        var url = urls.First().Replace("0.0.0.0", "localhost", StringComparison.Ordinal).Replace("[::]", "localhost", StringComparison.Ordinal).TrimEnd('/');
        Console.WriteLine(
            $"""

            Ready: {string.Join(", ", settings.LocalNodes.Select(node => node.Name))}, with {settings.Acceptors} acceptors a register, data in {settings.Data}
              Order desk {url}/
              Explorer   {url}{PagesExtensions.Explore}
              API        {url}/registers/KEY, /kv/KEY, /locks/NAME, /orders, /users, /user-of-the-day, /cluster
              Reference  {url}{PagesExtensions.Reference}
              Dashboard  {(hasDashboard ? url + PagesExtensions.Dashboard : "not served: it has no login, and --urls is open to other machines")}
            Try:
              curl -i -X PUT {url}/registers/hello -H 'Content-Type: text/plain' -d world
              curl -i {url}/registers/hello
              curl -s {url}/registers/hello/acceptors
            Ctrl-C stops it.
            """);
    }
}
