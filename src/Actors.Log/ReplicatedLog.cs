using System.Runtime.CompilerServices;
using System.Text.Json;
using Actors.Paxos;
using Actors.Registers;
using Actors.Replication;

namespace Actors.Log;

/// <inheritdoc cref="IReplicatedLog{T}"/>
internal sealed class ReplicatedLog<T>(IRegisters registers, string name, LogOptions options, JsonSerializerOptions json) : IReplicatedLog<T>
{
    private readonly LogSlots _slots = new(registers, name);
    private readonly OnceRunning<LogDriver> _driver = new(async cancellationToken =>
    {
        var slots = new LogSlots(registers, name);
        var end = await slots.FindEndAsync(0, cancellationToken).ConfigureAwait(false);
        var from = await FirstKeptAsync(slots, Math.Max(0, end - EntryWindow.DefaultSlots), end, cancellationToken).ConfigureAwait(false);
        var driver = new LogDriver(slots, new LogReplica(from, new EntryWindow()), options);
        await driver.StartAsync(cancellationToken).ConfigureAwait(false);
        return driver;
    });

    public async Task<EntryId> NewIdAsync(Guid? value, CancellationToken cancellationToken) =>
        new(value ?? Guid.NewGuid(), (await DriverAsync(cancellationToken).ConfigureAwait(false)).Next);

    public async Task<long> AppendAsync(T entry, EntryId id, CancellationToken cancellationToken)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(entry, json);
        if (payload.Length > SlotBatch.BytesMax)
            throw new ArgumentException($"An entry has at most {SlotBatch.BytesMax} bytes of JSON; this one has {payload.Length}.", nameof(entry));
        var driver = await DriverAsync(cancellationToken).ConfigureAwait(false);
        var applied = await driver.AppendAsync(id, payload, cancellationToken).ConfigureAwait(false);
        return applied.Admission != Admission.Expired ? applied.FirstSlot : throw new UnknownOutcomeException(
            $"Log '{name}': entry {id.Value} has been tried since slot {id.Since}, and now is slot {applied.FirstSlot}: this attempt does not count, and "
            + "whether an earlier one did is forgotten. Read the log from there on.");
    }

    public async IAsyncEnumerable<LogSlot<T>> ReadAsync(long from, long to, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        var end = Math.Min(to, await LengthAsync(cancellationToken).ConfigureAwait(false));
        var reader = new LogReader(_slots, from);
        for (var first = -1L; reader.Next < end && reader.Next > first;)
        {
            first = reader.Next;
            foreach (var applied in await reader.ReadAsync(end, cancellationToken).ConfigureAwait(false))
                if (Read(applied) is { } slot)
                    yield return slot;
        }
    }

    public async IAsyncEnumerable<LogSlot<T>> TailAsync(long from, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        var reader = new LogReader(_slots, from);
        while (true)
        {
            var driver = await WaitOutAsync(DriverAsync, cancellationToken).ConfigureAwait(false);
            var end = driver.Next;
            if (reader.Next >= end)
            {
                await WaitForMoreAsync(driver, reader.Next + 1, cancellationToken).ConfigureAwait(false);
                continue;
            }
            foreach (var applied in await WaitOutAsync(token => reader.ReadAsync(end, token), cancellationToken).ConfigureAwait(false))
                if (Read(applied) is { } slot)
                    yield return slot;
        }
    }

    public async Task<long> LengthAsync(CancellationToken cancellationToken) =>
        await _slots.FindEndAsync(_driver.Value?.Next ?? 0, cancellationToken).ConfigureAwait(false);

    public async Task TrimAsync(long below, CancellationToken cancellationToken)
    {
        var length = await LengthAsync(cancellationToken).ConfigureAwait(false);
        if (below > length) throw new ArgumentOutOfRangeException(nameof(below), below, $"Log '{name}' has {length} slots: what is undecided cannot be trimmed.");
        await _slots.TrimAsync(below - EntryWindow.DefaultSlots, cancellationToken).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => _driver.DisposeAsync();

    private Task<LogDriver> DriverAsync(CancellationToken cancellationToken) => _driver.GetAsync(driver => driver.Broken is null, cancellationToken);

    private async Task WaitForMoreAsync(LogDriver driver, long next, CancellationToken cancellationToken)
    {
        try
        {
            await driver.WaitUntilAsync(next, cancellationToken).ConfigureAwait(false);
        }
        catch (LogTrimmedException)
        {
            // It fell behind; another driver begins further on, and then the reader finds out whether its slots are still there.
            ObjectDisposedException.ThrowIf(_driver.IsDisposed, this);
        }
    }

    /// <summary>A tail outlasts whatever goes wrong, but not that its slots are gone.</summary>
    private async Task<TResult> WaitOutAsync<TResult>(Func<CancellationToken, Task<TResult>> call, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return await call(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (exception is RegisterException or TimeoutException or OrleansException && !_driver.IsDisposed)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), options.Time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The entries of a slot that can be read; null if there are none.</summary>
    private LogSlot<T>? Read(AppliedSlot applied)
    {
        var entries = new List<T>();
        foreach (var entry in applied.Fresh)
            if (OddJson.TryRead<T>(entry.Payload.Span, json, out var value)) entries.Add(value!);
        return entries.Count > 0 ? new LogSlot<T>(applied.Slot, entries) : null;
    }

    /// <summary>Where to begin if what comes first has been trimmed: it is enough to recognise what can still be read.</summary>
    private static async Task<long> FirstKeptAsync(LogSlots slots, long from, long end, CancellationToken cancellationToken)
    {
        while (from < end && await slots.ReadAsync(from, cancellationToken).ConfigureAwait(false) == TrimmedSlot.Proposal)
            from = Math.Min(end, from + 64);
        return from;
    }
}
