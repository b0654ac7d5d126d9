using System.Net;
using System.Net.Sockets;

namespace Actors.Pages.Tests;

/// <summary>Ports that nobody listens on, apart from those of the other tests.</summary>
internal static class Ports
{
    private const int FirstHttp = 5680, LastHttp = 5699, FirstNode = 7600, LastNode = 7699, PortsPerNode = 3;

    public static int Http() => Free(FirstHttp, LastHttp, 1);

    /// <summary>Three nodes on this machine.</summary>
    public static string Cluster()
    {
        var first = Free(FirstNode, LastNode, 3 * PortsPerNode);
        return string.Join(',', Enumerable.Range(0, 3).Select(node => $"n{node + 1}=127.0.0.1:{first + node * PortsPerNode}"));
    }

    private static int Free(int first, int last, int count)
    {
        for (var port = first; port + count - 1 <= last; port++)
            if (Enumerable.Range(port, count).All(IsFree))
                return port;
        throw new InvalidOperationException($"All ports of {first} to {last} are in use.");
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
