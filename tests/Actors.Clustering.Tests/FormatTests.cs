using System.Net;
using System.Text;
using Actors.Clustering.Membership;
using Actors.Engine;
using Actors.Engine.Identity;
using Actors.Paxos;

namespace Actors.Clustering.Tests;

/// <summary>What registers hold is there for ever: later versions must read these very bytes.</summary>
public sealed class FormatTests
{
    private const string Table =
        """{"format":1,"version":7,"rows":[{"silo":"127.0.0.1:11111@5","status":"Active","name":"n1","host":"h","proxyPort":30000,"role":"r","updateZone":1,"faultZone":2,"started":"2026-01-02T03:04:05.006Z","alive":"2026-01-02T03:04:06Z","suspicions":[{"by":"127.0.0.1:11112@6","at":"2026-01-02T03:04:07Z"}],"changedAt":7},{"silo":"127.0.0.1:11113@8","status":"Dead","name":"n2","host":"h","started":"2026-01-02T03:04:05Z","alive":"2026-01-02T03:04:05Z","changedAt":3}]}""";

    [Fact]
    public void A_membership_version_is_this_json()
    {
        var table = MemberTableCodec.Decode(Json(Table), 7);
        var row = table.Rows[0];
        Assert.Equal(SiloAddress.New(IPAddress.Loopback, 11111, 5), row.Silo);
        Assert.Equal((SiloStatus.Active, "n1", "h", 30_000, "r", 1, 2, 7), (row.Status, row.Name, row.Host, row.ProxyPort, row.Role, row.UpdateZone, row.FaultZone, row.ChangedAt));
        Assert.Equal(new DateTime(2026, 1, 2, 3, 4, 5, 6, DateTimeKind.Utc), row.Started);
        Assert.Equal(new MemberSuspicion(SiloAddress.New(IPAddress.Loopback, 11112, 6), new DateTime(2026, 1, 2, 3, 4, 7, DateTimeKind.Utc)), Assert.Single(row.Suspicions!));
        Assert.Equal(Table, Encoding.UTF8.GetString(MemberTableCodec.Encode(table).Bytes.Span));
    }

    [Theory]
    [InlineData("""{"format":2,"version":7,"rows":[]}""")]
    [InlineData("""{"format":1,"version":8,"rows":[]}""")]
    [InlineData("""{"format":1,"version":7}""")]
    [InlineData("null")]
    [InlineData("no json")]
    public void Anything_else_is_no_membership_version(string json) =>
        Assert.Throws<ClusteringException>(() => MemberTableCodec.Decode(Json(json), 7));

    [Fact]
    public void A_table_too_large_for_a_register_says_what_to_do()
    {
        var table = MemberTable.Empty;
        for (var i = 0; i < 400; i++) table = table.Insert(Cluster.Member.New())!;
        Assert.Contains("MaxDefunctSiloEntries", Assert.Throws<ClusteringException>(() => MemberTableCodec.Encode(table)).Message);
    }

    [Fact]
    public void A_layout_and_its_fingerprint_are_these()
    {
        var identity = ClusterIdentity.Of("c", new ClusterLayout(["n3", "n1", "n2"], 3));
        Assert.Equal("""{"clusterId":"c","nodes":["n1","n2","n3"],"acceptors":3,"format":2}""", Encoding.UTF8.GetString(identity.Encode().Bytes.Span));
        Assert.Equal("a3b0b014430422369bb5e42ccb9e1f62", identity.Fingerprint);
    }

    [Fact]
    public void Bound_stores_are_these()
    {
        var (own, other) = (new Guid("11111111-1111-1111-1111-111111111111"), new Guid("22222222-2222-2222-2222-222222222222"));
        var ids = new StoreIds(new Dictionary<string, Guid> { ["registers"] = other, ["clustering"] = own });
        Assert.Equal(
            """{"clustering":"11111111-1111-1111-1111-111111111111","registers":"22222222-2222-2222-2222-222222222222"}""",
            Encoding.UTF8.GetString(ids.Encode().Bytes.Span));
        Assert.Null(ids.DifferenceTo(StoreIds.Decode(ids.Encode())));
        Assert.Contains("store 'registers' is missing", new StoreIds(new Dictionary<string, Guid> { ["clustering"] = own }).DifferenceTo(ids));
    }

    private static RegisterValue Json(string text) => new(Encoding.UTF8.GetBytes(text), "application/json");
}
