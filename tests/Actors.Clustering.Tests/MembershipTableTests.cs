using Actors.Clustering.Membership;
using Actors.Clustering.Tests.Cluster;

namespace Actors.Clustering.Tests;

/// <summary>What Orleans demands of every membership table, here with each call through another node where that is harder.</summary>
public sealed class MembershipTableTests : IAsyncLifetime
{
    private NodeSet _nodes = null!;

    public async ValueTask InitializeAsync() => _nodes = await NodeSet.StartAsync();

    public ValueTask DisposeAsync() => _nodes.DisposeAsync();

    private WriteOnceMembershipTable N1 => _nodes.Table("n1");

    private WriteOnceMembershipTable N2 => _nodes.Table("n2");

    private WriteOnceMembershipTable N3 => _nodes.Table("n3");

    [Fact]
    public async Task An_empty_table_has_version_0_and_an_etag()
    {
        var data = await N1.ReadAll();
        Assert.Equal(0, data.Version.Version);
        Assert.False(string.IsNullOrEmpty(data.Version.VersionEtag));
        Assert.Empty(data.Members);
    }

    [Fact]
    public async Task An_inserted_row_is_read_whole_through_any_node()
    {
        var entry = Member.New(SiloStatus.Active);
        entry.AddSuspector(Member.New().SiloAddress, DateTime.UtcNow);
        (entry.RoleName, entry.UpdateZone, entry.FaultZone) = ("role", 3, 4);
        Assert.True(await N1.InsertRow(entry, (await N2.ReadAll()).Version.Next()));
        foreach (var table in new[] { N1, N2, N3 })
        {
            var all = await table.ReadAll();
            Assert.Equal(1, all.Version.Version);
            Assert.Equal(entry.ToFullString(), Assert.Single(all.Members).Item1.ToFullString());
            var row = await table.ReadRow(entry.SiloAddress);
            Assert.Equal(all.Version, row.Version);
            Assert.Equal(all.Members[0].Item2, Assert.Single(row.Members).Item2);
            Assert.Empty((await table.ReadRow(Member.New().SiloAddress)).Members);
        }
    }

    [Fact]
    public async Task An_insert_with_a_stale_version_a_wrong_etag_or_a_present_row_changes_nothing()
    {
        var (entry, first) = (Member.New(), (await N1.ReadAll()).Version);
        Assert.True(await N1.InsertRow(entry, first.Next()));
        Assert.False(await N1.InsertRow(entry, first.Next()));
        Assert.False(await N1.InsertRow(Member.New(), first.Next()));
        Assert.False(await N2.InsertRow(Member.New(), first.Next()));
        var second = (await N2.ReadAll()).Version;
        Assert.False(await N3.InsertRow(Member.New(), new TableVersion(second.Version + 1, "stale")));
        Assert.False(await N3.InsertRow(Member.New(), new TableVersion(second.Version + 2, second.VersionEtag)));
        Assert.False(await N3.InsertRow(entry, second.Next()));
        var data = await N3.ReadAll();
        Assert.Equal(second, data.Version);
        Assert.Equal(entry.SiloAddress, Assert.Single(data.Members).Item1.SiloAddress);
    }

    [Fact]
    public async Task A_row_is_updated_together_with_the_version_or_not_at_all()
    {
        var (entry, other) = (Member.New(), Member.New());
        await InsertAsync(N1, entry);
        await InsertAsync(N2, other);
        var before = await N1.ReadAll();
        var etag = before.TryGet(entry.SiloAddress)!.Item2;
        entry.Status = SiloStatus.Active;

        Assert.False(await N1.UpdateRow(entry, etag, new TableVersion(2, "1")));
        Assert.False(await N1.UpdateRow(entry, "stale", before.Version.Next()));
        Assert.False(await N1.UpdateRow(Member.New(), etag, before.Version.Next()));
        Assert.Equal(SiloStatus.Joining, (await N2.ReadAll()).TryGet(entry.SiloAddress)!.Item1.Status);

        Assert.True(await N1.UpdateRow(entry, etag, before.Version.Next()));
        var after = await N3.ReadAll();
        Assert.Equal(before.Version.Version + 1, after.Version.Version);
        Assert.Equal(SiloStatus.Active, after.TryGet(entry.SiloAddress)!.Item1.Status);
        Assert.NotEqual(etag, after.TryGet(entry.SiloAddress)!.Item2);
        Assert.Equal(before.TryGet(other.SiloAddress)!.Item2, after.TryGet(other.SiloAddress)!.Item2);
        Assert.False(await N2.UpdateRow(entry, etag, after.Version.Next()));
    }

    [Fact]
    public async Task Of_20_inserts_against_one_version_one_wins_and_retried_all_get_in()
    {
        var version = (await N1.ReadAll()).Version.Next();
        WriteOnceMembershipTable[] tables = [N1, N2, N3];
        var entries = Enumerable.Range(0, 20).Select(_ => Member.New()).ToList();
        var won = await Task.WhenAll(entries.Select((entry, i) => tables[i % 3].InsertRow(entry, version)));
        Assert.Single(won, true);
        Assert.Equal(1, (await N1.ReadAll()).Version.Version);

        await Task.WhenAll(entries.Where((_, i) => !won[i]).Select((entry, i) => InsertAsync(tables[i % 3], entry)));
        foreach (var table in tables)
        {
            var data = await table.ReadAll();
            Assert.Equal(20, data.Version.Version);
            Assert.Equal(20, data.Members.Count);
        }
    }

    [Fact]
    public async Task I_am_alive_is_seen_through_every_node_and_moves_no_version_and_no_etag()
    {
        var entry = Member.New(SiloStatus.Active);
        await InsertAsync(N1, entry);
        var before = await N1.ReadAll();
        foreach (var table in new[] { N2, N3 }) await table.ReadAll();
        var alive = DateTime.UtcNow;
        await N2.UpdateIAmAlive(new MembershipEntry { SiloAddress = entry.SiloAddress, IAmAliveTime = alive });
        foreach (var table in new[] { N1, N2, N3 })
        {
            var data = await table.ReadAll();
            Assert.Equal(before.Version, data.Version);
            Assert.Equal(before.Members[0].Item2, data.Members[0].Item2);
            Assert.InRange(data.Members[0].Item1.IAmAliveTime, alive, DateTime.UtcNow);
        }
    }

    [Fact]
    public async Task A_node_that_was_down_learns_who_is_alive_when_it_starts()
    {
        var entry = Member.New(SiloStatus.Active, daysAgo: 1);
        await InsertAsync(N1, entry);
        await _nodes.StopAsync("n3");
        var alive = DateTime.UtcNow;
        await N1.UpdateIAmAlive(new MembershipEntry { SiloAddress = entry.SiloAddress, IAmAliveTime = alive });
        await _nodes.StartAsync("n3");
        Assert.InRange((await N3.ReadAll()).Members[0].Item1.IAmAliveTime, alive.AddSeconds(-2), DateTime.UtcNow);
    }

    [Fact]
    public async Task Silos_that_are_not_active_are_cleaned_up_by_date()
    {
        foreach (var status in Enum.GetValues<SiloStatus>()) await InsertAsync(N1, Member.New(status, daysAgo: 10));
        var (recent, beating) = (Member.New(SiloStatus.Dead), Member.New(SiloStatus.Dead, daysAgo: 10));
        await InsertAsync(N2, recent);
        await InsertAsync(N2, beating);
        // A node hears of the lives of silos that it knows to be in the table.
        var before = await N3.ReadAll();
        await N2.UpdateIAmAlive(new MembershipEntry { SiloAddress = beating.SiloAddress, IAmAliveTime = DateTime.UtcNow });

        await N3.CleanupDefunctSiloEntries(DateTimeOffset.UtcNow.AddDays(-3));
        var after = await N1.ReadAll();
        Assert.Equal(before.Version.Version + 1, after.Version.Version);
        Assert.Equal(3, after.Members.Count);
        Assert.Single(after.Members, row => row.Item1.Status == SiloStatus.Active);
        Assert.NotNull(after.TryGet(recent.SiloAddress));
        Assert.NotNull(after.TryGet(beating.SiloAddress));

        await N3.CleanupDefunctSiloEntries(DateTimeOffset.UtcNow.AddDays(-3));
        Assert.Equal(after.Version, (await N1.ReadAll()).Version);
    }

    [Fact]
    public async Task A_cluster_is_deleted_by_its_id_and_no_other()
    {
        await InsertAsync(N1, Member.New());
        await N2.DeleteMembershipTableEntries("another");
        Assert.Single((await N1.ReadAll()).Members);
        await N2.DeleteMembershipTableEntries("test");
        var data = await N3.ReadAll();
        Assert.Empty(data.Members);
        await InsertAsync(N3, Member.New());
        Assert.Equal(data.Version.Version + 1, (await N1.ReadAll()).Version.Version);
    }

    internal static async Task InsertAsync(WriteOnceMembershipTable table, MembershipEntry entry)
    {
        while (!await table.InsertRow(entry, (await table.ReadAll()).Version.Next())) { }
    }
}
