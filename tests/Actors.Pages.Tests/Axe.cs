using Deque.AxeCore.Playwright;

namespace Actors.Pages.Tests;

/// <summary>What axe finds on a page.</summary>
internal static class Axe
{
    private static readonly string[] Serious = ["serious", "critical"];

    public static async Task CheckAsync(Visitor visitor, string where)
    {
        var result = await visitor.Page.RunAxe();
        Assert.NotEmpty(result.Passes);
        var found = result.Violations.Where(violation => Serious.Contains(violation.Impact))
            .Select(violation => $"{where}: {violation.Id}: {violation.Help}: {string.Join("; ", violation.Nodes.Take(3).Select(node => node.Html))}");
        Assert.Empty(found);
    }
}
