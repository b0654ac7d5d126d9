using System.Text;
using Actors.Clustering.Membership;
using Actors.Clustering.Tests.Cluster;
using Actors.Clustering.Transport;
using Actors.Paxos;
using System.Text.Json;

namespace Actors.Clustering.Tests;

/// <summary>Whatever a register of the membership holds, or comes to the transport's port as a heartbeat.</summary>
public sealed class FuzzTests
{
    [Fact]
    public void Tables() => Fuzz.Check<ClusteringException>(
        bytes =>
        {
            var table = MemberTableCodec.Decode(new RegisterValue(bytes, ""), 2);
            var heartbeats = new Heartbeats(TimeProvider.System);
            heartbeats.Meet(table);
            table.ToData(heartbeats);
            foreach (var row in table.Rows) SiloAddress.New(row.Silo.Endpoint.Address, row.ProxyPort, table.LatestGeneration(row.Silo.Endpoint)!.Value + 1).ToGatewayUri();
        },
        256, MemberTableCodec.Encode(Table()).Bytes.ToArray());

    [Fact]
    public void Heartbeats()
    {
        var heartbeats = new Heartbeats(TimeProvider.System);
        heartbeats.Meet(Table());
        Fuzz.Check<JsonException>(
            bytes => HeartbeatExchange.Note(heartbeats, bytes, DateTimeOffset.UtcNow), 256,
            HeartbeatExchange.Encode(heartbeats, DateTimeOffset.UtcNow), Encoding.UTF8.GetBytes("""{"now":"9999-12-31T23:59:59Z","127.0.0.1:1@2147483647":"0001-01-01T00:00:00"}"""));
        Assert.Equal(2, heartbeats.Ages.Count);
        Assert.All(heartbeats.Ages.Values, age => Assert.True(age >= TimeSpan.Zero));
    }

    private static MemberTable Table()
    {
        var (silo, accuser) = (Member.New(SiloStatus.Active), Member.New(SiloStatus.Dead));
        silo.SuspectTimes = [Tuple.Create(accuser.SiloAddress, DateTime.UtcNow)];
        return MemberTable.Empty.Insert(silo)!.Insert(accuser)!;
    }
}
