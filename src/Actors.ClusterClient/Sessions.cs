using Actors.Grains;

namespace Actors.Registers;

/// <summary>
/// The present <see cref="Session"/> of a client. It begins when some node has greeted, and another one begins when a node turns out to have other terms, so
/// to be of another cluster.
/// </summary>
/// <param name="client">The way to the nodes.</param>
/// <param name="time">The clock.</param>
internal sealed class Sessions(IGrainFactory client, TimeProvider time)
{
    /// <summary>How many lanes are tried at first: more than most clusters have nodes.</summary>
    public const int FirstLanes = 6;

    private static readonly TimeSpan GreetingMax = TimeSpan.FromMilliseconds(500), Pause = TimeSpan.FromMilliseconds(20), BeginMax = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private Session? _current;
    private Task<Session?>? _beginning;

    /// <summary>The session, null if none has begun or it is over.</summary>
    public Session? Current => Volatile.Read(ref _current) is { IsOver: false } session ? session : null;

    /// <summary>Begins a session if there is none. Null if no node greeted within 2 s.</summary>
    public async Task<Session?> GetAsync(CancellationToken cancellationToken)
    {
        if (Current is { } session) return session;
        Task<Session?> beginning;
        lock (_lock)
        {
            // One may have begun meanwhile: a second would end the calls of the first.
            if (Current is { } begun) return begun;
            beginning = _beginning is { IsCompleted: false } ? _beginning : _beginning = BeginAsync();
        }
        return await beginning.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether the call may or may not have arrived, so that asking another node is the thing to do.</summary>
    public static bool IsLost(Exception exception) => exception is TimeoutException or OrleansException;

    private async Task<Session?> BeginAsync()
    {
        var started = time.GetTimestamp();
        var lane = (uint)Random.Shared.Next();
        do
        {
            try
            {
                var entrance = client.GetGrain<INodeGrain>(lane++ % FirstLanes);
                var greeting = await entrance.GreetAsync().WaitAsync(GreetingMax, time).ConfigureAwait(false);
                var session = new Session(entrance, greeting, client, time);
                Interlocked.Exchange(ref _current, session)?.Dispose();
                return session;
            }
            catch (Exception)
            {
                // Whatever it was, another node may be better.
                await Task.Delay(Pause, time).ConfigureAwait(false);
            }
        }
        while (time.GetElapsedTime(started) < BeginMax);
        return null;
    }
}
