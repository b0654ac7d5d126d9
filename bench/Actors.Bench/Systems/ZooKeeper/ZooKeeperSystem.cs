using System.Net;
using System.Net.Sockets;
using Actors.Bench.Load;

namespace Actors.Bench.Systems.ZooKeeper;

/// <summary>Three ZooKeeper servers with the settings of its guide, which sync every write, and sessions at each.</summary>
internal sealed class ZooKeeperSystem : IMeasuredSystem
{
    private const string Program = "/usr/bin/java", Jar = "/usr/share/java/zookeeper.jar", Logging = "/etc/zookeeper/conf";
    private const string Main = "org.apache.zookeeper.server.quorum.QuorumPeerMain";
    private const string Version = "org.apache.zookeeper.version.VersionInfoMain";
    private const int Count = 3, ClientPort = 7440, QuorumPort = 7443, ElectionPort = 7446;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(100);

    public string Name => "zookeeper";

    public IReadOnlyCollection<Workload> Workloads { get; } = [Workload.Decide, Workload.Race, Workload.Read, Workload.Failover];

    public async Task<string> VersionAsync(CancellationToken cancellationToken)
    {
        if (!File.Exists(Jar)) throw new BenchException($"ZooKeeper is missing: there is no '{Jar}'. Install it: apt-get install zookeeper; bench/run does so.");
        return (await Tool.RunAsync(Program, ["-cp", Jar, Version], "Java", "apt-get install default-jre-headless", cancellationToken)).Trim();
    }

    public IReadOnlyList<ServerSpec> Servers(string directory) => [.. Enumerable.Range(0, Count).Select(server => Server(directory, server))];

    public async Task<IMeasuredClient> ConnectAsync(CancellationToken cancellationToken)
    {
        for (var server = 0; server < Count; server++)
            while (await ModeAsync(server, cancellationToken) is null) await Task.Delay(RetryDelay, cancellationToken);
        return await ZooKeeperClient.OpenAsync([.. Enumerable.Range(0, Count).Select(server => new IPEndPoint(IPAddress.Loopback, ClientPort + server))], cancellationToken);
    }

    /// <summary>The leader.</summary>
    public async Task<int> PickVictimAsync(int round, CancellationToken cancellationToken)
    {
        for (var server = 0; server < Count; server++)
            if (await ModeAsync(server, cancellationToken) == "leader") return server;
        throw new BenchException("No ZooKeeper server says that it leads.");
    }

    /// <summary>"leader" or "follower"; null if it is neither, or does not answer.</summary>
    private static async Task<string?> ModeAsync(int server, CancellationToken cancellationToken)
    {
        const string Prefix = "Mode: ";
        try
        {
            using var connection = new TcpClient();
            await connection.ConnectAsync("127.0.0.1", ClientPort + server, cancellationToken);
            await using var stream = connection.GetStream();
            await stream.WriteAsync("srvr"u8.ToArray(), cancellationToken);
            using var reader = new StreamReader(stream);
            var lines = (await reader.ReadToEndAsync(cancellationToken)).Split('\n');
            return lines.FirstOrDefault(line => line.StartsWith(Prefix, StringComparison.Ordinal))?[Prefix.Length..].Trim();
        }
        catch (Exception exception) when (exception is SocketException or IOException)
        {
            return null;
        }
    }

    private static ServerSpec Server(string directory, int server)
    {
        var data = Path.Combine(directory, $"z{server + 1}");
        var configuration = Path.Combine(data, "zoo.cfg");
        var peers = string.Concat(Enumerable.Range(0, Count).Select(other =>
            $"server.{other + 1}=127.0.0.1:{QuorumPort + other}:{ElectionPort + other}\n"));
        return new ServerSpec(
            $"zookeeper z{server + 1}", data, Program, ["-cp", $"{Logging}:{Jar}", "-Dzookeeper.root.logger=INFO,CONSOLE", Main, configuration],
            [ClientPort + server, QuorumPort + server, ElectionPort + server])
        {
            Files =
            [
                ("myid", $"{server + 1}\n"),
                ("zoo.cfg", $"""
                    tickTime=2000
                    initLimit=10
                    syncLimit=5
                    dataDir={data}
                    clientPortAddress=127.0.0.1
                    clientPort={ClientPort + server}
                    admin.enableServer=false
                    {peers}
                    """),
            ],
        };
    }
}
