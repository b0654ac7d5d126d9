using Actors.Runtime;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Logging;

namespace Actors.Clustering.Transport;

/// <summary>
/// Bounds the connections of one listener, so that idle callers leave descriptors for what nodes and stores open: without any, a process accepts
/// nothing, connects to nothing, and stalls. A connection beyond the limit is closed at once, and the log says so at most every 10 s.
/// </summary>
/// <param name="listener">What listens, for the log.</param>
/// <param name="max">How many connections it has at most.</param>
/// <param name="setting">What raises the limit, for the log.</param>
/// <param name="logger">Told of connections that were closed.</param>
/// <param name="time">The clock.</param>
public sealed partial class ConnectionLimit(string listener, int max, string setting, ILogger logger, TimeProvider time)
{
    private readonly RareLine _full = new(time);
    private int _open, _closed;

    /// <summary>Middleware of connections, for Kestrel and for Orleans.</summary>
    public ConnectionDelegate Bound(ConnectionDelegate next) => async connection =>
    {
        try
        {
            if (Interlocked.Increment(ref _open) <= max) await next(connection).ConfigureAwait(false);
            else Close(connection);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    };

    private void Close(ConnectionContext connection)
    {
        Interlocked.Increment(ref _closed);
        connection.Abort(new ConnectionAbortedException($"{listener} has {max} connections, its limit."));
        if (_full.IsDue(listener)) LogFull(listener, max, Interlocked.Exchange(ref _closed, 0), setting);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Listener} has {Max} connections, its limit: {Closed} more were closed. {Setting} raises it; leave descriptors (ulimit -n) for the nodes.")]
    private partial void LogFull(string listener, int max, int closed, string setting);
}
