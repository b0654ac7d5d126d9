using System.Globalization;
using System.Net;

namespace Actors.Bench.DotNext;

/// <summary>What a server is told on its command line.</summary>
/// <param name="Index">Which of the servers it is.</param>
/// <param name="Raft">Where all servers talk to each other.</param>
/// <param name="Clients">Where this one listens to clients.</param>
/// <param name="Data">Its directory.</param>
internal sealed record ServerSettings(int Index, IReadOnlyList<IPEndPoint> Raft, IPEndPoint Clients, string Data)
{
    /// <summary>Index, first Raft port, number of servers, client port and directory.</summary>
    public static ServerSettings Parse(string[] arguments)
    {
        if (arguments is not [var index, var raft, var count, var client, var data])
            throw new ArgumentException("INDEX FIRST_RAFT_PORT SERVERS CLIENT_PORT DIRECTORY");
        var ports = Enumerable.Range(Number(raft), Number(count));
        return new ServerSettings(
            Number(index), [.. ports.Select(port => new IPEndPoint(IPAddress.Loopback, port))],
            new IPEndPoint(IPAddress.Loopback, Number(client)), data);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
