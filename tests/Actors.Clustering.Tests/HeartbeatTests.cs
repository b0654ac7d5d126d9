using System.Net;
using System.Text;
using Actors.Clustering.Membership;
using Actors.Clustering.Tests.Cluster;
using Actors.Clustering.Transport;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Actors.Clustering.Tests;

/// <summary>What nodes say of silos is told by clocks that may be wrong.</summary>
public sealed class HeartbeatTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1), Day = TimeSpan.FromDays(1);

    private readonly WrongClock _clock = new(TimeSpan.Zero);
    private readonly Heartbeats _heartbeats;
    private readonly MembershipEntry _silo = Member.New(SiloStatus.Active, daysAgo: 1);
    private MemberTable _table;

    public HeartbeatTests()
    {
        _heartbeats = new Heartbeats(_clock);
        _table = MemberTable.Empty.Insert(_silo)!;
        _heartbeats.Meet(_table);
    }

    private MembershipEntry Seen => _heartbeats.Translate(_table.Find(_silo.SiloAddress)!);

    private TimeSpan Age => _clock.GetUtcNow().UtcDateTime - Seen.IAmAliveTime;

    [Theory]
    [InlineData(-1440)]
    [InlineData(0)]
    [InlineData(10)]
    [InlineData(1440)]
    public void A_silo_was_alive_so_long_ago_as_its_node_says_whatever_that_nodes_clock_shows(int minutesAhead)
    {
        var (there, other) = (new WrongClock(TimeSpan.FromMinutes(minutesAhead)), default(Heartbeats));
        other = new Heartbeats(there);
        other.Meet(_table);
        other.Note(_silo.SiloAddress, TimeSpan.Zero);
        there.Pass(3 * Minute);
        HeartbeatExchange.Note(_heartbeats, HeartbeatExchange.Encode(other, there.GetUtcNow()), _clock.GetUtcNow());
        Assert.InRange(Age, 3 * Minute, 4 * Minute);
        // What is old already does not make it younger, and a silo that is gone grows older by either.
        _clock.Pass(10 * Minute);
        HeartbeatExchange.Note(_heartbeats, HeartbeatExchange.Encode(_heartbeats, _clock.GetUtcNow()), _clock.GetUtcNow());
        Assert.InRange(Age, 13 * Minute, 14 * Minute);
    }

    [Fact]
    public void A_heartbeat_from_the_future_is_of_now()
    {
        Tell($$"""{"{{_silo.SiloAddress.ToParsableString()}}":"9999-01-01T00:00:00Z"}""");
        Assert.InRange(Age, TimeSpan.Zero, Minute);
        _clock.Pass(5 * Minute);
        Assert.InRange(Age, 5 * Minute, 6 * Minute);
    }

    [Theory]
    [InlineData("""{"now":"9999-01-01T00:00:00Z","SILO":"0001-01-01T00:00:00Z"}""")]
    [InlineData("""{"now":"2026-01-01T00:00:00Z","SILO":"2025-01-01T00:00:00Z"}""")]
    [InlineData("""{"no silo":"2026-01-01T00:00:00Z","@":"2026-01-01T00:00:00Z","":"2026-01-01T00:00:00Z"}""")]
    [InlineData("null")]
    [InlineData("{}")]
    public void What_is_older_than_what_is_known_or_no_heartbeat_changes_nothing(string told)
    {
        Tell(told.Replace("SILO", _silo.SiloAddress.ToParsableString(), StringComparison.Ordinal));
        Assert.InRange(Age, Day, Day + Minute);
    }

    [Fact]
    public void Only_silos_of_the_table_are_remembered()
    {
        var stranger = Member.New();
        Tell($$"""{"{{stranger.SiloAddress.ToParsableString()}}":"2026-01-01T00:00:00Z"}""");
        Assert.Equal(_silo.SiloAddress, Assert.Single(_heartbeats.Ages).Key);
        _heartbeats.Meet(_table = _table.Remove(_ => true)!);
        Assert.Empty(_heartbeats.Ages);
    }

    [Fact]
    public void A_row_from_the_future_grows_stale_from_when_it_was_met()
    {
        var (silo, accuser) = (Member.New(SiloStatus.Active, daysAgo: -1), Member.New(SiloStatus.Active));
        silo.SuspectTimes = [Tuple.Create(accuser.SiloAddress, DateTime.UtcNow.AddDays(1))];
        _heartbeats.Meet(_table = _table.Insert(silo)!);
        _clock.Pass(10 * Minute);
        var seen = _heartbeats.Translate(_table.Find(silo.SiloAddress)!);
        foreach (var time in new[] { seen.StartTime, seen.IAmAliveTime, seen.SuspectTimes![0].Item2 })
            Assert.InRange(_clock.GetUtcNow().UtcDateTime - time, 10 * Minute, 11 * Minute);
    }

    [Fact]
    public void The_own_clock_may_be_put_right()
    {
        _clock.Ahead = Day;
        _heartbeats.Note(_silo.SiloAddress, TimeSpan.Zero);
        _clock.Pass(Minute);
        _clock.Ahead = TimeSpan.Zero;
        Assert.InRange(Age, Minute, 2 * Minute);
    }

    /// <summary>Five megabytes for each that is claimed and never comes.</summary>
    [Fact]
    public async Task Nothing_is_set_aside_for_a_body_that_is_only_announced()
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var body = NodeEndpoints.ReadBodyAsync(Announcing(Wire.BodyBytesMax), Wire.BodyBytesMax, new BodyBudget(Wire.BodiesBytesMax).Open());
        Assert.True(body.IsCompletedSuccessfully);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 256 * 1024);
        await Assert.ThrowsAsync<BadHttpRequestException>(() => NodeEndpoints.ReadBodyAsync(Announcing(Wire.BodyBytesMax + 1L), Wire.BodyBytesMax, new BodyBudget(Wire.BodiesBytesMax).Open()));

        static DefaultHttpContext Announcing(long length)
        {
            var context = new DefaultHttpContext { Request = { ContentLength = length, Body = new MemoryStream([1, 2, 3]) } };
            context.Features.Set<IHttpMaxRequestBodySizeFeature>(new BodySize());
            return context;
        }
    }

    private sealed class BodySize : IHttpMaxRequestBodySizeFeature
    {
        public bool IsReadOnly => false;

        public long? MaxRequestBodySize { get; set; }
    }

    [Fact]
    public async Task Heartbeats_that_are_too_large_are_not_read()
    {
        await using var nodes = await NodeSet.StartAsync();
        using var client = new NodeClient(TimeSpan.FromSeconds(1));
        var identity = nodes["n1"].Identity.Fingerprint;
        var refused = await Assert.ThrowsAsync<HttpRequestException>(
            () => client.PostAsync(nodes.AddressOf("n2"), "n2", identity, Wire.Alive, new byte[Wire.AliveBytesMax + 1], default));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
        Assert.NotEmpty(await client.PostAsync(nodes.AddressOf("n2"), "n2", identity, Wire.Alive, "{}"u8.ToArray(), default));
    }

    private void Tell(string json) => HeartbeatExchange.Note(_heartbeats, Encoding.UTF8.GetBytes(json), _clock.GetUtcNow());
}
