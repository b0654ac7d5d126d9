using System.Net;
using Actors.Clustering.Membership;
using Actors.Clustering.Tests.Cluster;
using Actors.Engine.Identity;
using Actors.Storage.RocksDb;

namespace Actors.Clustering.Tests;

/// <summary>Clocks that were wrong and were put right. Orleans takes the silo with the later generation at one address for the living one.</summary>
public sealed class ClockTests
{
    [Theory]
    [InlineData(10)]
    [InlineData(1440)]
    public async Task A_cluster_starts_again_after_its_clocks_were_put_right(int minutesAhead)
    {
        await using var silos = new SiloSet();
        var before = await StartAheadAsync(silos, minutesAhead);
        // Their rows say that they are active.
        await Task.WhenAll(silos.Names.Select(silos.KillAsync));
        var lines = silos.Log.Lines.Count;
        await Task.WhenAll(silos.Names.Select(silos.StartAsync));
        foreach (var name in silos.Names)
        {
            Assert.True(silos.AddressOf(name).IsSuccessorOf(before[name]));
            await SiloTests.SeesActiveAsync(silos, name, silos.Names);
        }
        Assert.DoesNotContain(silos.Log.Lines.Skip(lines), line => line.StartsWith("A silo cannot go on", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_node_that_has_forgotten_its_generations_is_not_kept_away_by_its_row_from_the_future()
    {
        await using var silos = new SiloSet();
        var before = await StartAheadAsync(silos, minutesAhead: 1440);
        await silos.KillAsync("n1");
        Directory.Delete(silos.DirectoryOf("n1"), recursive: true);
        // The others tell the node what the table says of its silo before it starts one.
        await silos.StartAsync("n1", nodeFirst: true);
        Assert.True(silos.AddressOf("n1").IsSuccessorOf(before["n1"]));
        foreach (var name in silos.Names) await SiloTests.SeesActiveAsync(silos, name, silos.Names);
    }

    [Fact]
    public async Task A_silo_that_starts_its_node_itself_is_refused_once_by_its_row_from_the_future()
    {
        await using var silos = new SiloSet();
        var before = await StartAheadAsync(silos, minutesAhead: 1440);
        await silos.KillAsync("n1");
        Directory.Delete(silos.DirectoryOf("n1"), recursive: true);
        var refused = await Assert.ThrowsAsync<ClusteringException>(() => silos.StartAsync("n1"));
        Assert.Contains("Start the process again.", refused.Message, StringComparison.Ordinal);
        await silos.StartAsync("n1");
        Assert.True(silos.AddressOf("n1").IsSuccessorOf(before["n1"]));
        foreach (var name in silos.Names) await SiloTests.SeesActiveAsync(silos, name, silos.Names);
    }

    [Fact]
    public async Task A_node_that_runs_already_knows_the_generations_in_the_table()
    {
        await using var nodes = await NodeSet.StartAsync();
        var future = Member.New(SiloStatus.Dead);
        future.SiloAddress = SiloAddress.New(IPAddress.Loopback, 12_345, 2_000_000_000);
        await MembershipTableTests.InsertAsync(nodes.Table("n1"), future);
        await nodes.StopAsync("n2");
        await nodes.StartAsync("n2");
        Assert.Equal(2_000_000_001, nodes["n2"].GenerationAt(new IPEndPoint(IPAddress.Loopback, 12_345)));
        Assert.InRange(nodes["n2"].GenerationAt(new IPEndPoint(IPAddress.Loopback, 12_346)), 1, 1_999_999_999);
    }

    [Fact]
    public void A_generation_is_what_Orleans_makes_of_the_clock_and_leaves_room_for_later_ones()
    {
        Assert.Equal(86_400, SiloGeneration.Of(new DateTimeOffset(2022, 1, 2, 0, 0, 0, TimeSpan.Zero)));
        Assert.Equal(1, SiloGeneration.Of(DateTimeOffset.MinValue));
        Assert.Equal(int.MaxValue / 2, SiloGeneration.Of(DateTimeOffset.MaxValue));
        Assert.InRange(SiloAddress.AllocateNewGeneration() - SiloGeneration.Of(DateTimeOffset.UtcNow), -1000, 1000);
    }

    /// <summary>Starts all silos as on machines whose clocks are ahead: their stores remember that they once were.</summary>
    private static async Task<Dictionary<string, SiloAddress>> StartAheadAsync(SiloSet silos, int minutesAhead)
    {
        var ahead = SiloGeneration.Of(DateTimeOffset.UtcNow.AddMinutes(minutesAhead));
        foreach (var name in silos.Names)
        {
            using var store = RocksDbRegisterStore.Open(silos.DirectoryOf(name), name, new RocksDbStoreOptions());
            Assert.Equal(ahead, NodeRecords.RaiseGeneration(store, name, ahead));
        }
        await Task.WhenAll(silos.Names.Select(silos.StartAsync));
        Assert.All(silos.Names, name => Assert.True(silos.AddressOf(name).Generation > ahead));
        return silos.Names.ToDictionary(name => name, silos.AddressOf);
    }
}
