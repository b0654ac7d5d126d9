using Actors.Simulation.Worlds;

namespace Actors.Simulation;

/// <summary>Runs the worlds of many seeds, one per core at a time, until one of them fails.</summary>
/// <param name="from">The first seed.</param>
/// <param name="to">The last seed.</param>
internal sealed class Campaign(long from, long to)
{
    private readonly Lock _lock = new();
    private readonly Statistics _total = new();
    private long _next = from;
    private volatile bool _stopped;

    /// <summary>The world of the lowest seed that failed, null if none did.</summary>
    public World? Failed { get; private set; }

    /// <summary>Ends the campaign after the worlds that are under way.</summary>
    public void Stop() => _stopped = true;

    /// <summary>What has gone on so far.</summary>
    public Statistics Snapshot()
    {
        var copy = new Statistics();
        lock (_lock) copy.Add(_total);
        return copy;
    }

    /// <summary>Returns when all is done.</summary>
    public Task RunAsync(int threads) => Task.WhenAll(Enumerable.Range(0, threads).Select(_ => Task.Run(Work)));

    private void Work()
    {
        while (!_stopped && Interlocked.Increment(ref _next) - 1 is var seed && seed <= to)
        {
            var world = new World(new WorldPlan(seed)).Run();
            lock (_lock)
            {
                _total.Add(world.Statistics);
                if (world.Violations.Count == 0) continue;
                _stopped = true;
                if (Failed is null || seed < Failed.Plan.Seed) Failed = world;
            }
        }
    }
}
