using Actors.Bench.Load;

namespace Actors.Bench.Systems;

/// <summary>Three server processes on this machine that agree on something.</summary>
internal interface IMeasuredSystem
{
    /// <summary>What the results call it.</summary>
    string Name { get; }

    /// <summary>The loads that its clients can make.</summary>
    IReadOnlyCollection<Workload> Workloads { get; }

    /// <summary>What version of the server is measured.</summary>
    /// <exception cref="BenchException">It is not installed, or not built.</exception>
    Task<string> VersionAsync(CancellationToken cancellationToken);

    /// <summary>How to start its three servers, with their data and logs below a directory.</summary>
    IReadOnlyList<ServerSpec> Servers(string directory);

    /// <summary>A client connected to all three servers. Before it returns, all of them have answered it.</summary>
    Task<IMeasuredClient> ConnectAsync(CancellationToken cancellationToken);

    /// <summary>Which server to kill: the leader of a system that has one.</summary>
    /// <param name="round">The round of the run; a system without a leader takes its servers in turn.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>An index into <see cref="Servers"/>.</returns>
    Task<int> PickVictimAsync(int round, CancellationToken cancellationToken);
}
