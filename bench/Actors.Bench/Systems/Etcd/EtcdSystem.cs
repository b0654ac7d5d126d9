using Actors.Bench.Load;

namespace Actors.Bench.Systems.Etcd;

/// <summary>Three etcd servers with their default settings, which sync every write, and gRPC channels to all of them.</summary>
internal sealed class EtcdSystem : IMeasuredSystem
{
    private const string Program = "/usr/bin/etcd";
    private const int Count = 3, ClientPort = 7430, PeerPort = 7433;

    public string Name => "etcd";

    public IReadOnlyCollection<Workload> Workloads { get; } = [Workload.Decide, Workload.Race, Workload.Read, Workload.Failover, Workload.Append, Workload.Append64, Workload.Cas];

    public async Task<string> VersionAsync(CancellationToken cancellationToken) =>
        (await Tool.RunAsync(Program, ["--version"], "etcd", "apt-get install etcd-server", cancellationToken)).Split('\n')[0].Trim();

    public IReadOnlyList<ServerSpec> Servers(string directory) => [.. Enumerable.Range(0, Count).Select(server => Server(directory, server))];

    public async Task<IMeasuredClient> ConnectAsync(CancellationToken cancellationToken)
    {
        var client = NewClient();
        try
        {
            await client.ReadyAsync(cancellationToken);
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    /// <summary>The leader.</summary>
    public async Task<int> PickVictimAsync(int round, CancellationToken cancellationToken)
    {
        await using var client = NewClient();
        return await client.LeaderAsync(cancellationToken);
    }

    private static EtcdClient NewClient() => new([.. Enumerable.Range(0, Count).Select(server => Url(ClientPort + server))]);

    private static string Url(int port) => $"http://127.0.0.1:{port}";

    private static string NameOf(int server) => $"e{server + 1}";

    private static ServerSpec Server(string directory, int server)
    {
        var cluster = string.Join(',', Enumerable.Range(0, Count).Select(other => $"{NameOf(other)}={Url(PeerPort + other)}"));
        var (client, peer, data) = (Url(ClientPort + server), Url(PeerPort + server), Path.Combine(directory, NameOf(server)));
        string[] arguments =
        [
            "--name", NameOf(server), "--data-dir", data,
            "--listen-client-urls", client, "--advertise-client-urls", client,
            "--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer,
            "--initial-cluster", cluster, "--initial-cluster-state", "new", "--logger", "zap",
        ];
        return new ServerSpec($"etcd {NameOf(server)}", data, Program, arguments, [ClientPort + server, PeerPort + server]);
    }
}
