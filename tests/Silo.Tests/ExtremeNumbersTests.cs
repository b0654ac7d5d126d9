using System.Net;
using System.Text;
using Actors.Engine;
using Actors.Engine.Identity;
using Actors.Grains;
using Actors.Paxos;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Configuration;

namespace Actors.Silo.Tests;

/// <summary>Whatever a stranger sends to the ports of nodes, however great its numbers: the processes live, and a register that it touched is decided.</summary>
public sealed class ExtremeNumbersTests : IAsyncLifetime
{
    private static readonly string[] Nodes = ["n1", "n2", "n3"];
    private static readonly ClusterLayout Layout = new(Nodes, 3);
    private static readonly TimeSpan CallMax = TimeSpan.FromSeconds(5);
    private static readonly string SomeBoot = Guid.NewGuid().ToString();

    private readonly TempDirectory _data = new();
    private readonly string _cluster = FreePorts.Cluster(3);
    private readonly HttpClient _transport = new() { DefaultRequestVersion = HttpVersion.Version20, DefaultVersionPolicy = HttpVersionPolicy.RequestVersionExact };
    private SiloProcess _silo = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _silo = await SiloProcess.StartAsync(_data.Path, _cluster);

    public async ValueTask DisposeAsync()
    {
        _transport.Dispose();
        await _silo.DisposeAsync();
        _data.Dispose();
    }

    [Fact]
    public async Task From_the_transport_port()
    {
        await RequireServedAsync("before");
        foreach (var key in (RegisterKey[])[new("orders/17"), new SlotKey("membership/actors", 3).Key, new SlotKey("x", SlotKey.SlotMax).Key, NodeKeys.Start("n1", long.MaxValue)])
            foreach (var batch in Extremes(key)) await PostAsync("v1/acceptors", BatchCodec.Encode(batch, Layout), HttpStatusCode.BadRequest);
        await PostAsync("v1/acceptors", BatchCodec.Encode(new AcceptorRequest("x", default, [new(new SlotKey("x", SlotKey.SlotMax).Key, new Trim())]), Layout), null);
        foreach (var garbage in (byte[][])[[], [3], [3, .. Enumerable.Repeat((byte)0xff, 64)]]) await PostAsync("v1/acceptors", garbage, HttpStatusCode.BadRequest);
        foreach (var beats in (string[])["""{"now":"9999-12-31T23:59:59Z"}""", """{"127.0.0.1:1@2147483647":"9999-12-31T23:59:59Z"}""", """{"127.0.0.1:99999@99999999999":"0001-01-01T00:00:00"}"""])
            await PostAsync("v1/alive", Encoding.UTF8.GetBytes(beats), null);
        foreach (var start in (string[])["9223372036854775807", "9223372036854775800", "99999999999999999999", "-1", "0"])
            await EachNodeAsync(node => _transport.GetAsync(new Uri(node, $"v1/describe?node=n1&start={start}&boot={SomeBoot}"), Stop), null);
        await RequireServedAsync("after");
    }

    /// <summary>Nothing in this cluster reads its membership after that; what runs goes on.</summary>
    [Fact]
    public async Task From_the_transport_port_even_if_all_versions_of_the_membership_are_dropped()
    {
        await PostAsync("v1/acceptors", BatchCodec.Encode(new AcceptorRequest("x", default, [new(new SlotKey("membership/actors", SlotKey.SlotMax).Key, new Trim())]), Layout), HttpStatusCode.OK);
        await EachNodeAsync(node => _transport.GetAsync(new Uri(node, "v1/gateways?cluster=actors"), Stop), null);
        await RequireServedAsync("after");
    }

    [Fact]
    public async Task From_an_Orleans_client()
    {
        using var client = await ConnectAsync();
        var grains = client.Services.GetRequiredService<IClusterClient>();
        var (entrance, key) = (grains.GetGrain<INodeGrain>(0), new RegisterKey("numbers/17"));
        var greeting = await entrance.GreetAsync();
        foreach (var batch in Extremes(key).Select(request => BatchCodec.Encode(request, Layout)).Append([3]))
        {
            foreach (var node in Nodes)
            {
                await Assert.ThrowsAsync<InvalidDataException>(() => entrance.ProcessAsync(greeting.Terms, node, batch));
                await Assert.ThrowsAsync<InvalidDataException>(() => grains.GetGrain<IAcceptorGrain>(node).ProcessAsync(batch));
            }
        }
        foreach (var node in Nodes)
        {
            await SurviveAsync(grains.GetGrain<INodeObserverGrain>(node).WatchAsync(key.Value, long.MinValue, TimeSpan.MaxValue));
            await SurviveAsync(grains.GetGrain<INodeObserverGrain>(node).WatchAsync(key.Value, long.MaxValue, TimeSpan.MinValue));
            await SurviveAsync(grains.GetGrain<IAcceptorGrain>(node).WaitAsync(""));
            await SurviveAsync(grains.GetGrain<IAcceptorGrain>(node).ProcessAsync(null!));
        }
        await SurviveAsync(entrance.ProcessAsync(null!, null!, null!));
        await SurviveAsync(entrance.TrimAsync("x", long.MaxValue));
        await SurviveAsync(entrance.TrimAsync("x", SlotKey.SlotMax));
        await SurviveAsync(entrance.InspectAsync(new string('k', 100_000)));
        await SurviveAsync(grains.GetGrain<IWriteOnceGrain>(new string('k', 10_000)).ProposeAsync(new Proposal(ProposalId.New(), new RegisterValue(default, ""))));
        await RequireServedAsync("another");
        await RequireServedAsync("numbers/17");
    }

    /// <summary>Each message that has numbers, and each other number of a batch, as great as it can be written.</summary>
    private static IEnumerable<AcceptorRequest> Extremes(RegisterKey key)
    {
        var (last, proposal) = (new Ballot(long.MaxValue, new ProposerId("x", long.MaxValue, long.MaxValue)), new Proposal(ProposalId.New(), new RegisterValue("forged"u8.ToArray(), "")));
        var mark = new StoreMark(long.MaxValue, long.MaxValue, long.MaxValue);
        foreach (var message in (AcceptorMessage[])[
            new Prepare(last), new Accept(last, proposal), new Prepare(new Ballot(Ballot.RoundMax + 1, new ProposerId("x", 1, 1))),
            new Prepare(new Ballot(1, new ProposerId("x", long.MaxValue, 1))), new Prepare(new Ballot(1, new ProposerId("x", 1, long.MaxValue)))])
            yield return new AcceptorRequest("x", default, [new(key, message)]);
        yield return new AcceptorRequest("x", mark, [new(key, new Read())]);
        yield return new AcceptorRequest("x", default, [mark, mark, mark], [new(key, new Read())]);
        yield return new AcceptorRequest("x", default, new StoreMark[BatchCodec.CountMax], []);
        yield return new AcceptorRequest("x", default, [.. Enumerable.Repeat(new RegisterMessage(key, new Read()), BatchCodec.CountMax + 1)]);
    }

    private async Task RequireServedAsync(string key)
    {
        Assert.False(_silo.HasExited);
        using var answer = await _silo.Client.PutAsync(key, "mine");
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    private Task PostAsync(string path, byte[] body, HttpStatusCode? expected) => EachNodeAsync(node =>
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(node, path)) { Content = new ByteArrayContent(body), Version = HttpVersion.Version20, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Headers.Add("actors-cluster", ClusterIdentity.Of("actors", Layout).Fingerprint);
        return _transport.SendAsync(request, Stop);
    }, expected);

    private async Task EachNodeAsync(Func<Uri, Task<HttpResponseMessage>> send, HttpStatusCode? expected)
    {
        foreach (var node in _cluster.Split(',').Select(node => new Uri($"http://{node.Split('=')[1]}")))
        {
            using var answer = await send(new UriBuilder(node) { Port = node.Port + 2 }.Uri);
            Assert.True(expected is null ? (int)answer.StatusCode < 500 || answer.StatusCode == HttpStatusCode.ServiceUnavailable : answer.StatusCode == expected,
                $"{answer.RequestMessage!.RequestUri}: {answer.StatusCode} {await answer.Content.ReadAsStringAsync(Stop)}");
        }
    }

    private async Task<IHost> ConnectAsync()
    {
        var gateways = _cluster.Split(',').Select(node => IPEndPoint.Parse(node.Split('=')[1])).Select(node => new IPEndPoint(node.Address, node.Port + 1)).ToArray();
        var host = new HostBuilder().UseOrleansClient(client => client
            .UseStaticClustering(gateways)
            .Configure<ClusterOptions>(options => options.ClusterId = options.ServiceId = "actors")
            .UseConnectionRetryFilter(async (_, cancellationToken) =>
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
                return true;
            })).Build();
        await host.StartAsync(Stop);
        return host;
    }

    /// <summary>What comes of it does not matter.</summary>
    private static async Task SurviveAsync(Task call) => await call.WaitAsync(CallMax).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
}
