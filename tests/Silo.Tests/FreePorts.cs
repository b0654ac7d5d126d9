using System.Net;
using System.Net.Sockets;

namespace Actors.Silo.Tests;

/// <summary>Ports that nobody listens on, below those that the system hands out by itself.</summary>
internal static class FreePorts
{
    private const int First = 20_000, Last = 32_000, PortsPerNode = 3;

    public static int One() => Consecutive(1);

    /// <summary>A cluster of nodes n1, n2, ... on this machine.</summary>
    public static string Cluster(int nodes) =>
        string.Join(',', Enumerable.Range(1, nodes).Select(node => $"n{node}=127.0.0.1:{Consecutive(PortsPerNode)}"));

    private static int Consecutive(int count)
    {
        while (true)
        {
            var first = Random.Shared.Next(First, Last);
            if (Enumerable.Range(first, count).All(IsFree)) return first;
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
