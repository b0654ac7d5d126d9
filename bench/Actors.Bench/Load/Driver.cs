using Actors.Bench.Systems;

namespace Actors.Bench.Load;

/// <summary>Makes the calls of each load, and checks what they are told: a system that answers wrongly has no speed.</summary>
/// <param name="running">The servers.</param>
internal sealed class Driver(RunningSystem running)
{
    private const int RacersPerKey = 8, ReadKeys = 10_000, Fillers = 64, ManyLogs = 64;

    private long _decided;

    /// <summary>How many keys were decided through this driver, those outside of windows included.</summary>
    public long Decided => Interlocked.Read(ref _decided);

    /// <param name="client">A connected client.</param>
    /// <param name="load">What to do.</param>
    /// <param name="times">For how long.</param>
    /// <param name="victim">The server that a failover kills.</param>
    public Task<LoadResult> RunAsync(IMeasuredClient client, LoadCase load, LoadTimes times, int victim) => load.Workload switch
    {
        Workload.Decide => RunAsync(load.Callers, Decide((IRegisterClient)client), times, null),
        Workload.Race => RunAsync(Math.Max(1, load.Callers / RacersPerKey), Race((IRegisterClient)client, Math.Min(load.Callers, RacersPerKey)), times, null),
        Workload.Read => ReadAsync((IRegisterClient)client, load.Callers, times),
        Workload.Append or Workload.Cas or Workload.Execute => AppendAsync((ILogClient)client, load, 1, times),
        Workload.Append64 => AppendAsync((ILogClient)client, load, ManyLogs, times),
        _ => RunAsync(load.Callers, Decide((IRegisterClient)client), times, () => KillSoon(times, victim)),
    };

    private Task<LoadResult> RunAsync(int callers, Func<CancellationToken, Func<int, long, Task>> call, LoadTimes times, Action? onWindow) =>
        running.GuardAsync(cancellationToken =>
            ClosedLoop.RunAsync(callers, call(cancellationToken), times, running.ProcessIds, onWindow, cancellationToken));

    private Func<CancellationToken, Func<int, long, Task>> Decide(IRegisterClient client)
    {
        var keys = new Keys();
        return cancellationToken => async (caller, index) =>
        {
            var (key, value) = (keys.Key(caller, index), Keys.Value(caller, index));
            Check(key, value, await client.DecideAsync(key, value, cancellationToken));
            Interlocked.Increment(ref _decided);
        };
    }

    private Func<CancellationToken, Func<int, long, Task>> Race(IRegisterClient client, int racers)
    {
        var keys = new Keys();
        return cancellationToken => async (group, index) =>
        {
            var key = keys.Key(group, index);
            var told = await Task.WhenAll(Enumerable.Range(0, racers).Select(racer => client.DecideAsync(key, Keys.Value(racer, index), cancellationToken)));
            foreach (var value in told) Check(key, told[0], value);
            Interlocked.Increment(ref _decided);
        };
    }

    private async Task<LoadResult> ReadAsync(IRegisterClient writer, int callers, LoadTimes times)
    {
        var keys = new Keys();
        await running.GuardAsync(async cancellationToken =>
        {
            await Parallel.ForAsync(0, ReadKeys, new ParallelOptions { MaxDegreeOfParallelism = Fillers, CancellationToken = cancellationToken },
                async (index, token) => await writer.DecideAsync(keys.Key(0, index), Keys.Value(0, index), token));
            return 0;
        });
        Interlocked.Add(ref _decided, ReadKeys);
        // The readers are not who wrote: what a client has learned by writing is not counted for it.
        await using var reader = await running.ConnectAsync<IRegisterClient>();
        return await RunAsync(callers, cancellationToken => async (_, _) =>
        {
            var index = Random.Shared.Next(ReadKeys);
            Check(keys.Key(0, index), Keys.Value(0, index), await reader.ReadAsync(keys.Key(0, index), cancellationToken));
        }, times, null);
    }

    private async Task<LoadResult> AppendAsync(ILogClient client, LoadCase load, int count, LoadTimes times)
    {
        var keys = new Keys();
        var orders = Enumerable.Range(0, count).Select(order => client.Open(keys.Key(order, 0), load.Workload)).ToArray();
        var last = new long[load.Callers];
        Array.Fill(last, -1);
        try
        {
            return await RunAsync(load.Callers, cancellationToken => async (caller, index) =>
            {
                var place = await orders[caller % count].AppendAsync(Keys.Value(caller, index), cancellationToken);
                if (place <= last[caller])
                    throw new BenchException($"{running.System.Name} has put an entry at {place} that was appended after the one at {last[caller]}.");
                last[caller] = place;
            }, times, null);
        }
        finally
        {
            foreach (var order in orders) await order.DisposeAsync();
        }
    }

    /// <summary>After a quarter of the window, so that most of it shows what follows.</summary>
    private void KillSoon(LoadTimes times, int victim) => _ = Task.Delay(times.Window / 4).ContinueWith(_ => running.Kill(victim), TaskScheduler.Default);

    private void Check(string key, string expected, string? told)
    {
        if (told != expected) throw new BenchException($"{running.System.Name} says that '{key}' is '{told}'; it must be '{expected}'.");
    }
}
