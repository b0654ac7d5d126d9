using Actors.Grains;
using Actors.Paxos;

namespace Actors.Registers;

/// <summary>
/// One way into the cluster. While calls are under way, later ones wait and then travel together: the busier, the larger the batches, and nobody
/// waits when there is little to do.
/// </summary>
/// <param name="proposer">The grain at the other end.</param>
/// <param name="attemptTimeout">How long a batch may take.</param>
/// <param name="time">The clock.</param>
internal sealed class Lane(IProposerGrain proposer, TimeSpan attemptTimeout, TimeProvider time)
{
    private const int UnderWayMax = 2;
    private const int BatchSizeMax = 256;

    private readonly Lock _lock = new();
    private readonly Queue<Item> _waiting = new();
    private int _underWay;

    /// <summary>Completes with the outcome; fails if the call may or may not have arrived.</summary>
    public Task<Outcome> CallAsync(RegisterCall call)
    {
        var item = new Item(call);
        lock (_lock)
        {
            _waiting.Enqueue(item);
            if (_underWay == UnderWayMax) return item.Task;
            _underWay++;
        }
        _ = SendAllAsync();
        return item.Task;
    }

    private async Task SendAllAsync()
    {
        while (Take() is { } batch)
        {
            try
            {
                await SendAsync(batch).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                foreach (var item in batch) item.TrySetException(exception);
                // What waits behind it would wait for the same node: it had better ask another.
                foreach (var item in TakeAll()) item.TrySetException(exception);
            }
        }
    }

    private async Task SendAsync(Item[] batch)
    {
        var calls = Array.ConvertAll(batch, item => item.Call);
        var answer = await proposer.CallAsync(CallCodec.Encode(calls)).WaitAsync(attemptTimeout, time).ConfigureAwait(false);
        var outcomes = CallCodec.DecodeOutcomes(answer, calls);
        for (var i = 0; i < batch.Length; i++)
            if (outcomes[i] is { } outcome) batch[i].TrySetResult(outcome);
            else _ = AskAgainAsync(batch[i]);
    }

    /// <summary>By itself, so that it can take its time.</summary>
    private async Task AskAgainAsync(Item item)
    {
        try
        {
            await SendAsync([item]).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            item.TrySetException(exception);
        }
    }

    private Item[]? Take()
    {
        lock (_lock)
        {
            if (_waiting.Count == 0)
            {
                _underWay--;
                return null;
            }
            var batch = new Item[Math.Min(_waiting.Count, BatchSizeMax)];
            for (var i = 0; i < batch.Length; i++) batch[i] = _waiting.Dequeue();
            return batch;
        }
    }

    private Item[] TakeAll()
    {
        lock (_lock)
        {
            Item[] all = [.. _waiting];
            _waiting.Clear();
            return all;
        }
    }

    private sealed class Item(RegisterCall call) : TaskCompletionSource<Outcome>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public RegisterCall Call => call;
    }
}
