using Actors.Silo.Configuration;
using Actors.Silo.Http.Callers;
using Actors.Silo.Http.Pages;
using Actors.Silo.Nodes;

namespace Actors.Silo;

/// <summary>What the console says once everything answers.</summary>
internal static class Welcome
{
    public static async Task PrintAsync(SiloSettings settings, IReadOnlyList<Node> nodes, IEnumerable<string> urls, OwnMachine machine)
    {
        var problems = await Task.WhenAll(nodes.Select(node => node.ProblemAsync(WriteOnceHealthChecksBuilderExtensions.Node, CancellationToken.None)));
        string[] ready = [.. nodes.Where((_, i) => problems[i] is null).Select(node => node.Name)];
        var lines = nodes.Zip(problems).Where(each => each.Second is not null).Select(each => $"Not ready: {each.Second}");
        if (ready.Length > 0) lines = lines.Prepend($"Ready: {string.Join(", ", ready)}");
        var url = urls.First().Replace("0.0.0.0", "localhost", StringComparison.Ordinal).Replace("[::]", "localhost", StringComparison.Ordinal).TrimEnd('/');
        Console.WriteLine(
            $"""

            {string.Join(Environment.NewLine, lines)}
              Registers  {settings.Acceptors} acceptors each, data in {settings.Data}
              Order desk {url}/
              Explorer   {url}{PagesExtensions.Explore}
              API        {url}/registers/KEY, /kv/KEY, /locks/NAME, /orders, /users, /user-of-the-day, /cluster
              Reference  {url}{PagesExtensions.Reference}
              Dashboard  {(machine.Refusal is { } open ? $"not served: {open}" : url + PagesExtensions.Dashboard)}
            Try:
              curl -i -X PUT {url}/registers/hello -H 'Content-Type: text/plain' -d world
              curl -i {url}/registers/hello
              curl -s {url}/registers/hello/acceptors
            Ctrl-C stops it.
            """);
    }
}
