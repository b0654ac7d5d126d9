using System.Net;
using System.Net.Sockets;

namespace Actors.Testing;

/// <summary>
/// Ports that nobody listens on: below those that the system hands out by itself, and of a block that no other process of tests has meanwhile, for a port
/// is asked for long before somebody listens on it, and again when a node has stopped and is to start anew.
/// </summary>
internal static class FreePorts
{
    private const int Lowest = 10_000, BlockSize = 1_000, Blocks = 22, PortsPerNode = 3;

    /// <summary>Claimed until the process ends.</summary>
    private static readonly (FileStream Claim, int First) s_block = ClaimBlock();

    private static int s_next = s_block.First;

    public static int One() => Consecutive(1);

    /// <summary>A cluster of nodes n1, n2, ... on this machine.</summary>
    public static string Cluster(int nodes) =>
        string.Join(',', Enumerable.Range(1, nodes).Select(node => $"n{node}=127.0.0.1:{Consecutive(PortsPerNode)}"));

    /// <summary>None is given out twice soon, so that the nodes of a cluster never want the same.</summary>
    private static int Consecutive(int count)
    {
        while (true)
        {
            var end = Interlocked.Add(ref s_next, count);
            if (end > s_block.First + BlockSize) Interlocked.Exchange(ref s_next, s_block.First);
            else if (Enumerable.Range(end - count, count).All(IsFree)) return end - count;
        }
    }

    private static (FileStream Claim, int First) ClaimBlock()
    {
        for (var block = Random.Shared.Next(Blocks); ; block = (block + 1) % Blocks)
        {
            var first = Lowest + block * BlockSize;
            try
            {
                var claim = Path.Combine(Path.GetTempPath(), $"actors-tests-ports-{first}");
                return (new FileStream(claim, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None), first);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Another process has it, or another user's had it.
            }
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
