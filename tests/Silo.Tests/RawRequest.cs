using System.Net.Sockets;
using System.Text;

namespace Actors.Silo.Tests;

/// <summary>Requests byte for byte as a test writes them, which no HTTP client would send.</summary>
internal static class RawRequest
{
    /// <param name="server">Where to.</param>
    /// <param name="head">The request line and the headers, a line each; Host is added if it is not among them.</param>
    /// <param name="body">The body; Content-Length is added.</param>
    /// <returns>The status and all that was answered; 0 if nothing was.</returns>
    public static async Task<(int Status, string Answer)> SendAsync(Uri server, IEnumerable<string> head, string body = "")
    {
        using var client = new TcpClient();
        await client.ConnectAsync(server.Host, server.Port);
        await using var stream = client.GetStream();
        string[] given = [.. head];
        string[] host = given.Any(line => line.StartsWith("Host:", StringComparison.OrdinalIgnoreCase)) ? [] : [$"Host: {server.Authority}"];
        string[] lines = [.. given, .. host, "Connection: close", $"Content-Length: {Encoding.UTF8.GetByteCount(body)}", "", body];
        await stream.WriteAsync(Encoding.Latin1.GetBytes(string.Join("\r\n", lines[..^1]) + "\r\n"));
        await stream.WriteAsync(Encoding.UTF8.GetBytes(body));
        using var received = new MemoryStream();
        try
        {
            await stream.CopyToAsync(received);
        }
        catch (IOException)
        {
            // Refused before all of it was read.
        }
        var answer = Encoding.UTF8.GetString(received.ToArray());
        return (answer.StartsWith("HTTP/1.1 ", StringComparison.Ordinal) ? int.Parse(answer.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture) : 0, answer);
    }
}
