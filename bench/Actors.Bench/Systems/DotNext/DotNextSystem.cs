using System.Diagnostics;
using System.Globalization;
using System.Net;
using Actors.Bench.Load;

namespace Actors.Bench.Systems.DotNext;

/// <summary>Three members of DotNext's Raft cluster over TCP, each with its persistent log.</summary>
/// <param name="server">The path of <c>Actors.Bench.DotNext.dll</c>.</param>
internal sealed class DotNextSystem(string server) : IMeasuredSystem
{
    private const int Count = 3, RaftPort = 7450, ClientPort = 7453;

    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(100);

    public string Name => "dotnext";

    public IReadOnlyCollection<Workload> Workloads { get; } = [Workload.Append];

    public Task<string> VersionAsync(CancellationToken cancellationToken) =>
        File.Exists(server)
            ? Task.FromResult(FileVersionInfo.GetVersionInfo(Path.Combine(Path.GetDirectoryName(server)!, "DotNext.Net.Cluster.dll")).ProductVersion ?? "unknown")
            : throw new BenchException($"There is no '{server}'. Build it: dotnet build bench/Actors.Bench.DotNext -c Release.");

    public IReadOnlyList<ServerSpec> Servers(string directory) => [.. Enumerable.Range(0, Count).Select(member => Server(directory, member))];

    public async Task<IMeasuredClient> ConnectAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            foreach (var address in Enumerable.Range(0, Count).Select(member => new IPEndPoint(IPAddress.Loopback, ClientPort + member)))
                if (await DotNextClient.TryOpenAsync(address, cancellationToken) is { } client) return client;
            await Task.Delay(RetryDelay, cancellationToken);
        }
    }

    public Task<int> PickVictimAsync(int round, CancellationToken cancellationToken) => throw new NotSupportedException("No load kills a member.");

    private ServerSpec Server(string directory, int member)
    {
        var data = Path.Combine(directory, $"d{member + 1}");
        string[] arguments = [server, Text(member), Text(RaftPort), Text(Count), Text(ClientPort + member), data];
        return new ServerSpec($"dotnext d{member + 1}", data, "dotnet", arguments, [RaftPort + member, ClientPort + member]);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
