namespace Actors.Log;

/// <summary>Something that is started when it is first needed, and again when it is of no more use. One at a time.</summary>
internal sealed class OnceRunning<T>(Func<CancellationToken, Task<T>> start) : IAsyncDisposable
    where T : class, IAsyncDisposable
{
    private readonly SemaphoreSlim _starting = new(1);
    private volatile T? _value;
    private volatile bool _disposed;

    /// <summary>The one that runs, null if none was needed yet.</summary>
    public T? Value => _value;

    public bool IsDisposed => _disposed;

    public async Task<T> GetAsync(Predicate<T> isOfUse, CancellationToken cancellationToken)
    {
        if (_value is { } running && isOfUse(running)) return running;
        await _starting.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            ObjectDisposedException.ThrowIf(_disposed, typeof(T));
            if (_value is { } old)
            {
                if (isOfUse(old)) return old;
                _value = null;
                await old.DisposeAsync().ConfigureAwait(false);
            }
            return _value = await start(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _starting.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        await _starting.WaitAsync().ConfigureAwait(false);
        try
        {
            if (_value is { } running) await running.DisposeAsync().ConfigureAwait(false);
            _value = null;
        }
        finally
        {
            _starting.Release();
        }
    }
}
