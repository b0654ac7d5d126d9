using System.Diagnostics;

namespace Actors.Bench.Load;

/// <summary>Runs callers, each of which waits for its answer before it calls again.</summary>
internal static class ClosedLoop
{
    private static readonly TimeSpan EndMax = TimeSpan.FromSeconds(30);

    /// <param name="callers">How many at a time.</param>
    /// <param name="call">Makes call number such of caller such.</param>
    /// <param name="times">Warm-up and window.</param>
    /// <param name="servers">The servers, whose CPU time counts.</param>
    /// <param name="onWindow">What to do once the window has begun, for a load whose gaps matter; else null.</param>
    /// <param name="cancellationToken">Ends it early.</param>
    public static async Task<LoadResult> RunAsync(
        int callers, Func<int, long, Task> call, LoadTimes times, IReadOnlyList<int> servers, Action? onWindow, CancellationToken cancellationToken)
    {
        var state = new LoadState();
        var loops = Enumerable.Range(0, callers).Select(caller => new CallerLoop(index => call(caller, index), state)).ToArray();
        var running = Task.WhenAll(loops.Select(loop => Task.Run(loop.RunAsync, CancellationToken.None)));
        try
        {
            // A thread of its own, for calls that are answered from memory leave none in the pool.
            var window = await Task.Factory.StartNew(
                () => Measure(state, times, servers, onWindow, running, cancellationToken),
                CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            await running.WaitAsync(EndMax, cancellationToken);
            var all = CallerLoop.NewHistogram();
            foreach (var loop in loops) all.Add(loop.Latencies);
            return window with { Latencies = all };
        }
        catch (TimeoutException exception)
        {
            throw new BenchException($"Some of {callers} calls had no answer {EndMax.TotalSeconds} s after the end of the load.", exception);
        }
        finally
        {
            state.Goes = false;
        }
    }

    private static LoadResult Measure(
        LoadState state, LoadTimes times, IReadOnlyList<int> servers, Action? onWindow, Task running, CancellationToken cancellationToken)
    {
        Sleep(times.WarmUp);
        var (cpu, started) = (new CpuMeter(servers), Stopwatch.GetTimestamp());
        state.Gaps = onWindow is null ? null : new GapMeter(started);
        state.Counts = true;
        onWindow?.Invoke();
        Sleep(times.Window);
        var ended = Stopwatch.GetTimestamp();
        state.Counts = false;
        var used = cpu.Read();
        state.Goes = false;
        return new LoadResult(CallerLoop.NewHistogram(), Stopwatch.GetElapsedTime(started, ended), used, state.Gaps?.Longest(ended));

        void Sleep(TimeSpan time)
        {
            // A caller ends before its time only by failing.
            try
            {
                running.Wait(time, cancellationToken);
            }
            catch (AggregateException)
            {
                running.GetAwaiter().GetResult();
            }
        }
    }
}
