using System.Net;

namespace Actors.Bench.Systems.ZooKeeper;

/// <summary>A session for as long as it is needed: a new one, with the next server that takes it, when the old one is lost.</summary>
internal sealed class SessionSlot : IDisposable
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(20);

    private readonly CancellationTokenSource _stop = new();
    private readonly IReadOnlyList<IPEndPoint> _servers;

    private SessionSlot(IReadOnlyList<IPEndPoint> servers, Session session)
    {
        (_servers, Session) = (servers, session);
        _ = KeepAsync();
    }

    /// <summary>The present one; it may be lost.</summary>
    public Session Session { get; private set; }

    /// <param name="servers">Which to try, in this order.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<SessionSlot> OpenAsync(IReadOnlyList<IPEndPoint> servers, CancellationToken cancellationToken) =>
        new(servers, await OpenAnyAsync(servers, cancellationToken));

    public void Dispose()
    {
        _stop.Cancel();
        Session.Dispose();
    }

    private static async Task<Session> OpenAnyAsync(IReadOnlyList<IPEndPoint> servers, CancellationToken cancellationToken)
    {
        while (true)
        {
            foreach (var server in servers)
                if (await Session.TryOpenAsync(server, cancellationToken) is { } session) return session;
            await Task.Delay(RetryDelay, cancellationToken);
        }
    }

    private async Task KeepAsync()
    {
        try
        {
            while (true)
            {
                await Session.Lost.WaitAsync(_stop.Token);
                Session = await OpenAnyAsync(_servers, _stop.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // Not needed any more.
        }
    }
}
