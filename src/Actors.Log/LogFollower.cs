using Actors.Paxos;
using Actors.Replication;

namespace Actors.Log;

/// <summary>
/// Follows what others append: waits for the next slot, reads on as long as there is more, and looks beyond the next slot when nothing has come for a
/// while. Waits out failures. Keeps out of the way of whoever appends here, who is told what is decided anyway.
/// </summary>
internal sealed class LogFollower(LogSlots slots, LogDriver driver, LogOptions options)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20), PauseMax = TimeSpan.FromMilliseconds(80), GapCheckMax = TimeSpan.FromSeconds(10);

    private TimeSpan _gapCheck = options.GapCheck, _pause = Pause;
    private int _block = 1;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested && driver.Broken is null)
        {
            try
            {
                var (next, isProposing) = driver.Locked(static replica => (replica.Next, replica.IsProposing));
                // Whoever proposes is told what is decided. To wait for the slot as well would take as many messages again, in vain.
                if (isProposing) await Task.Delay(_pause, options.Time, cancellationToken).ConfigureAwait(false);
                else if (driver.SinceOwnMove is var since && since < _pause) await Task.Delay(_pause - since, options.Time, cancellationToken).ConfigureAwait(false);
                else if (_block > 1) await ReadBlockAsync(next, cancellationToken).ConfigureAwait(false);
                else await WaitAsync(next, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception) when (!cancellationToken.IsCancellationRequested)
            {
                // Whoever was asked is gone, or has no quorum: the slots are asked for again.
                await Task.Delay(Pause, options.Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task WaitAsync(long next, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var decided = slots.WaitAsync(next, over.Token);
        var moved = driver.MovedAsync();
        try
        {
            var first = await Task.WhenAny(decided, moved, Task.Delay(_gapCheck, options.Time, over.Token)).ConfigureAwait(false);
            if (first == decided)
            {
                driver.OnDecided(next, await decided.ConfigureAwait(false));
                (_block, _gapCheck, _pause) = (2, options.GapCheck, Pause);
            }
            // Something was appended here before anybody else did.
            else if (first == moved) (_gapCheck, _pause) = (options.GapCheck, 2 * _pause < PauseMax ? 2 * _pause : PauseMax);
            else await CheckGapAsync(next, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            _ = decided.ContinueWith(static task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }
    }

    private async Task ReadBlockAsync(long next, CancellationToken cancellationToken)
    {
        var block = Enumerable.Range(0, _block).Select(i => next + i).ToArray();
        _block = await LearnAsync(block, cancellationToken).ConfigureAwait(false) == block.Length ? Math.Min(2 * _block, LogSlots.BlockMax) : 1;
    }

    /// <summary>Somebody may have died with a slot under way, after a later one was decided.</summary>
    private async Task CheckGapAsync(long next, CancellationToken cancellationToken)
    {
        await LearnAsync([.. Enumerable.Range(1, LogReplica.Reach - 1).Select(i => next + i)], cancellationToken).ConfigureAwait(false);
        driver.FillGap();
        _gapCheck = 2 * _gapCheck < GapCheckMax ? 2 * _gapCheck : GapCheckMax;
    }

    private async Task<int> LearnAsync(long[] block, CancellationToken cancellationToken)
    {
        var winners = await slots.ReadAsync(block, cancellationToken).ConfigureAwait(false);
        var decided = 0;
        for (var i = 0; i < block.Length; i++)
            if (winners[i] is Proposal winner)
            {
                driver.OnDecided(block[i], winner);
                decided++;
            }
        return decided;
    }
}
