using System.Diagnostics;
using HdrHistogram;

namespace Actors.Bench.Load;

/// <summary>One caller: it calls again as soon as its last call has ended, and remembers how long each took that ended in the window.</summary>
/// <param name="call">Makes the call with this number.</param>
/// <param name="state">Whether to go on, and whether it counts.</param>
internal sealed class CallerLoop(Func<long, Task> call, LoadState state)
{
    // A call that is answered from memory never lets go of its thread by itself, of which there are fewer than callers.
    private const int CallsPerTurn = 64;

    /// <summary>100 ns a step, up to a minute, within 1%.</summary>
    public LongHistogram Latencies { get; } = NewHistogram();

    public static LongHistogram NewHistogram() => new(TimeSpan.TicksPerMinute, 2);

    public async Task RunAsync()
    {
        try
        {
            await CallAsync();
        }
        catch
        {
            // A load with a caller less is another load.
            state.Goes = false;
            throw;
        }
    }

    private async Task CallAsync()
    {
        for (var index = 0L; state.Goes; index++)
        {
            var started = Stopwatch.GetTimestamp();
            var calling = call(index);
            var ended = calling.IsCompletedSuccessfully;
            if (!ended) await calling;
            var now = Stopwatch.GetTimestamp();
            if (state.Counts)
            {
                Latencies.RecordValue(Math.Clamp(Stopwatch.GetElapsedTime(started, now).Ticks, 1, TimeSpan.TicksPerMinute));
                state.Gaps?.OnSuccess(now);
            }
            if (ended && index % CallsPerTurn == 0) await Task.Yield();
        }
    }
}
