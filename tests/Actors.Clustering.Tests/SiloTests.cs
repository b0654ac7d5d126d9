using Actors.Clustering.Tests.Cluster;
using Microsoft.Extensions.DependencyInjection;

namespace Actors.Clustering.Tests;

/// <summary>Real silos with nothing but each other.</summary>
public sealed class SiloTests
{
    [Fact]
    public async Task Three_silos_form_a_cluster_a_client_finds_it_and_the_first_silo_can_go_and_come_back()
    {
        await using var silos = await SiloSet.StartAsync();
        foreach (var name in silos.Names) await SeesActiveAsync(silos, name, silos.Names);
        using var client = await silos.StartClientAsync();
        var grains = client.Services.GetRequiredService<IGrainFactory>();
        Assert.Equal(silos.Names, await SilosOfGrainsAsync(grains));

        await silos.StopAsync("n1");
        foreach (var name in silos.Names.Skip(1)) await SeesActiveAsync(silos, name, ["n2", "n3"]);
        Assert.Equal(["n2", "n3"], await SilosOfGrainsAsync(grains));

        await silos.StartAsync("n1");
        foreach (var name in silos.Names) await SeesActiveAsync(silos, name, silos.Names);
        using var another = await silos.StartClientAsync();
        Assert.NotEmpty(await SilosOfGrainsAsync(another.Services.GetRequiredService<IGrainFactory>()));
    }

    private static async Task<string[]> SilosOfGrainsAsync(IGrainFactory grains)
    {
        var where = await Task.WhenAll(Enumerable.Range(0, 60).Select(number => grains.GetGrain<IEchoGrain>(number).WhereAsync()));
        return [.. where.Distinct().Order(StringComparer.Ordinal)];
    }

    internal static async Task SeesActiveAsync(SiloSet silos, string name, IEnumerable<string> expected)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var membership = silos.Services(name).GetRequiredService<IClusterMembershipService>();
        if (IsExpected(membership.CurrentSnapshot)) return;
        await foreach (var snapshot in membership.MembershipUpdates.WithCancellation(patience.Token))
            if (IsExpected(snapshot)) return;

        bool IsExpected(ClusterMembershipSnapshot snapshot) => snapshot.Members.Values
            .Where(member => member.Status == SiloStatus.Active).Select(member => member.Name).Order(StringComparer.Ordinal).SequenceEqual(expected);
    }
}
