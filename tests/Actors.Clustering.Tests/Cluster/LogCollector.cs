using Microsoft.Extensions.Logging;

namespace Actors.Clustering.Tests.Cluster;

/// <summary>What the nodes logged, from warnings up.</summary>
internal sealed class LogCollector : ILoggerProvider, ILogger
{
    private readonly Lock _lock = new();
    private readonly List<string> _lines = [];
    private readonly List<(string Text, TaskCompletionSource Seen)> _awaited = [];

    public IReadOnlyList<string> Lines
    {
        get
        {
            lock (_lock) return [.. _lines];
        }
    }

    /// <summary>Completes with the first line, earlier or later, that has a text.</summary>
    public Task WaitAsync(string text)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_lines.Exists(line => line.Contains(text, StringComparison.Ordinal))) return Task.CompletedTask;
            _awaited.Add((text, seen));
        }
        return seen.Task.WaitAsync(TimeSpan.FromSeconds(90));
    }

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel)) return;
        var line = formatter(state, exception);
        lock (_lock)
        {
            _lines.Add(line);
            foreach (var (text, seen) in _awaited)
                if (line.Contains(text, StringComparison.Ordinal)) seen.TrySetResult();
        }
    }

    public void Dispose() { }
}
