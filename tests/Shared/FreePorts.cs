using System.Net;
using System.Net.Sockets;

namespace Actors.Testing;

/// <summary>Ports that nobody listens on, below those that the system hands out by itself.</summary>
internal static class FreePorts
{
    private const int First = 10_000, Last = 32_000, PortsPerNode = 3;

    private static int s_next = Random.Shared.Next(First, Last);

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
            if (end > Last) Interlocked.Exchange(ref s_next, First);
            else if (Enumerable.Range(end - count, count).All(IsFree)) return end - count;
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
