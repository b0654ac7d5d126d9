using System.Net;
using System.Net.Sockets;
using DotNext.Net.Cluster.Consensus.Raft;
using DotNext.Net.Cluster.Consensus.Raft.Membership;
using DotNext.Net.Cluster.Consensus.Raft.StateMachine;

namespace Actors.Bench.DotNext;

/// <summary>A member of the cluster, and where its clients come.</summary>
internal sealed class RaftServer(ServerSettings settings)
{
    // etcd's. With the library's 150 ms a server that waits for the processor loses its leadership.
    private const int ElectionTimeoutMs = 1000;

    // The default is a page of 4 KiB, a file for some 60 entries; with this one it is fastest here.
    private const int ChunkBytes = 1024 * 1024;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var machine = new EntryCounter(new DirectoryInfo(Path.Combine(settings.Data, "db")));
        await machine.RestoreAsync(cancellationToken);
        // Syncs what was appended before a commit is over: since 6.12 that cannot be turned off.
        var log = new WriteAheadLog(new WriteAheadLog.Options { Location = Path.Combine(settings.Data, "log"), ChunkSize = ChunkBytes }, machine);
        await using var cluster = new RaftCluster(Configuration()) { AuditTrail = log };
        await cluster.StartAsync(cancellationToken);
        await ServeAsync(cluster, cancellationToken);
    }

    private RaftCluster.TcpConfiguration Configuration()
    {
        var configuration = new RaftCluster.TcpConfiguration(settings.Raft[settings.Index])
        {
            LowerElectionTimeout = ElectionTimeoutMs,
            UpperElectionTimeout = 2 * ElectionTimeoutMs,
            ColdStart = false,
            ConfigurationStorage = null,
        };
        var members = ((InMemoryClusterConfigurationStorage<EndPoint>)configuration.ConfigurationStorage!).CreateInitialConfigurationBuilder();
        foreach (var member in settings.Raft) members.Add(member);
        members.Build();
        return configuration;
    }

    private async Task ServeAsync(RaftCluster cluster, CancellationToken cancellationToken)
    {
        using var listener = new TcpListener(settings.Clients);
        listener.Start();
        while (true) _ = new Connection(await listener.AcceptSocketAsync(cancellationToken), cluster).RunAsync(cancellationToken);
    }
}
