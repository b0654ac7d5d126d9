using System.Collections.Concurrent;
using System.Diagnostics;
using Actors.Clustering.Tests.Cluster;
using Actors.Paxos;
using Actors.Registers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Actors.Clustering.Tests;

/// <summary>What the log of an application says while nodes are away, with the logging of a host that sets nothing.</summary>
public sealed class LogTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 300_000)]
    public async Task While_others_are_away_a_line_comes_at_most_every_10_s()
    {
        var log = new AllLines();
        await using var silos = new SiloSet();
        silos.After = (silo, name) =>
        {
            silos.AddRegisters(silo, name);
            if (name == "n1") silo.Services.AddSingleton<ILoggerProvider>(log);
        };
        await Task.WhenAll(silos.Names.Select(silos.StartAsync));
        var registers = silos.Services("n1").GetRequiredService<IRegisters>();
        await Task.WhenAll(silos.KillAsync("n2"), silos.KillAsync("n3"));
        var began = Stopwatch.GetTimestamp();
        log.Lines.Clear();
        for (var round = 0; round < 5; round++)
            await Task.WhenAll(Enumerable.Range(0, 20).Select(i => registers.ProposeAsync(new RegisterKey($"{round}/{i}"), Empty(), Token)));
        // Of two silos, by the node of the registers and by that of the clustering, and once before the first 10 s are over.
        var max = 2 * 2 * (1 + (int)(Stopwatch.GetElapsedTime(began) / TimeSpan.FromSeconds(10)));
        // Without a majority it could not say goodbye.
        await silos.KillAsync("n1");
        // These silos read the table every second; those of an application once a minute.
        Assert.All(log.Lines.Where(line => !line.Contains("IAmAlive", StringComparison.Ordinal)).CountBy(line => line), line => Assert.True(line.Value <= max, $"{line.Value} times, at most {max}: {line.Key}"));
    }

    private static Proposal Empty() => new(ProposalId.New(), new RegisterValue(default, ""));

    private sealed class AllLines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        // Durations, silos and nodes make no other line of it.
        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue(string.Concat(formatter(state, exception).Where(character => !char.IsAsciiDigit(character))));

        public void Dispose() { }
    }
}
