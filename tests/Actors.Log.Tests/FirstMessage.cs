using Microsoft.Extensions.Logging;

namespace Actors.Log.Tests;

/// <summary>Keeps the first thing that it is told.</summary>
internal sealed class FirstMessage : ILogger
{
    private readonly TaskCompletionSource<string> _text = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<string> Text => _text.Task;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _text.TrySetResult(formatter(state, exception));
}
