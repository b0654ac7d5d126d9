using System.Security.Cryptography;
using System.Text;
using Actors.Log;
using Actors.Registers;
using Actors.Replication;

namespace Actors.Demo;

/// <summary>
/// What has happened to all orders, in one log: each order placed, and each shipped or cancelled, once and in this order. Attempts that came too late
/// changed nothing, and are not in it.
/// </summary>
/// <remarks>
/// It follows the decisions and has no part in them: an order is what its registers say, whether or not that is in the log yet. Who sees an order
/// records what it sees, so an event whose caller died before recording it comes into the log when somebody looks at the order the next time, and is
/// missing until then.
/// </remarks>
/// <param name="registers">Where the orders are kept.</param>
/// <param name="time">The clock for <see cref="OrderEvent.At"/> and for pauses.</param>
public sealed class OrderHistory(IRegisters registers, TimeProvider time) : IAsyncDisposable
{
    /// <summary>The name of the log.</summary>
    public const string LogName = "orders";

    /// <summary>So many orders at most wait to be recorded; what more is seen meanwhile is left to who sees it next.</summary>
    private const int WaitingMax = 10_000;

    private const int RememberedMax = 50_000;

    private static readonly TimeSpan PauseMin = TimeSpan.FromMilliseconds(100), PauseMax = TimeSpan.FromSeconds(5);

    private readonly IReplicatedLog<OrderEvent> _log = registers.Log<OrderEvent>(LogName, json: DemoJson.Options);
    private readonly OncePerKey<string> _recording = new(RememberedMax);
    private readonly CancellationTokenSource _stopping = new();
    private int _waiting;

    /// <summary>Has an order recorded as somebody has seen it, soon: nobody waits for it, and failures are waited out.</summary>
    public void Note(PlacedOrder placed)
    {
        if (Interlocked.Increment(ref _waiting) <= WaitingMax) _ = NoteAsync(placed);
        else Interlocked.Decrement(ref _waiting);
    }

    /// <summary>Records an order as somebody has seen it. Completes when all that has happened to it is in the log.</summary>
    /// <exception cref="RegisterException">It may be in the log or not; to repeat the call is harmless.</exception>
    public async Task RecordAsync(PlacedOrder placed, CancellationToken cancellationToken = default)
    {
        foreach (var each in OrderEvent.Of(placed, time.GetUtcNow()))
            await _recording.RunAsync(each.Register, () => RecordAsync(each)).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="IReplicatedLog{T}.ReadAsync"/>
    public IAsyncEnumerable<LogSlot<OrderEvent>> ReadAsync(long from, long to = long.MaxValue, CancellationToken cancellationToken = default) =>
        SoundAsync(_log.ReadAsync(from, to, cancellationToken));

    /// <inheritdoc cref="IReplicatedLog{T}.TailAsync"/>
    public IAsyncEnumerable<LogSlot<OrderEvent>> TailAsync(long from, CancellationToken cancellationToken = default) =>
        SoundAsync(_log.TailAsync(from, cancellationToken));

    /// <inheritdoc cref="IReplicatedLog{T}.LengthAsync"/>
    public Task<long> LengthAsync(CancellationToken cancellationToken = default) => _log.LengthAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _log.DisposeAsync().ConfigureAwait(false);
    }

    private async Task NoteAsync(PlacedOrder placed)
    {
        for (var pause = PauseMin; !_stopping.IsCancellationRequested; pause = 2 * pause < PauseMax ? 2 * pause : PauseMax)
        {
            try
            {
                await RecordAsync(placed, _stopping.Token).ConfigureAwait(false);
                break;
            }
            catch (Exception)
            {
                // Whatever it was, the order is what it is. If this process ends, whoever sees the order next records it.
                await Task.Delay(pause, time, _stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        Interlocked.Decrement(ref _waiting);
    }

    /// <summary>
    /// Appends an event once, whoever else does so, and whenever. The log recognises a repeated entry for some slots only; therefore a register says since
    /// which slot the event may be in it. When that is too long ago for the log, whether the event is there will never change any more: if it is, the next
    /// register says where, and if not, that one begins anew.
    /// </summary>
    private async Task RecordAsync(OrderEvent each)
    {
        var stopping = _stopping.Token;
        HistoryTicket? wanted = null;
        for (var attempt = 0; ; attempt++)
        {
            var now = await _log.NewIdAsync(IdOf(each.Register), stopping).ConfigureAwait(false);
            if (await DecideAsync(each, attempt, wanted ?? new HistoryTicket(now.Since), stopping).ConfigureAwait(false) is not { } ticket) continue;
            if (ticket.Slot is not null) return;
            if (now.Since <= ticket.Since + EntryWindow.DefaultSlots)
            {
                await _log.AppendAsync(each, now with { Since = ticket.Since }, stopping).ConfigureAwait(false);
                return;
            }
            wanted = await FindAsync(each, ticket.Since, stopping).ConfigureAwait(false) is { } slot ? new HistoryTicket(ticket.Since, slot) : null;
        }
    }

    /// <summary>What a register says of an event; null if somebody has written something else there, and the next one counts.</summary>
    private async Task<HistoryTicket?> DecideAsync(OrderEvent each, int attempt, HistoryTicket wanted, CancellationToken cancellationToken)
    {
        var register = new DemoRegister<HistoryTicket>(registers, $"{each.Register}/history/{attempt}");
        try
        {
            var ticket = (await register.TryInitializeAsync(wanted, cancellationToken).ConfigureAwait(false)).Value;
            return ticket.Since >= 0 ? ticket : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>Where an event is that can only be in the slots for which the log would have recognised it; null if it is in none.</summary>
    private async Task<long?> FindAsync(OrderEvent wanted, long since, CancellationToken cancellationToken)
    {
        await foreach (var slot in ReadAsync(since, since + EntryWindow.DefaultSlots + 1, cancellationToken).ConfigureAwait(false))
            if (slot.Entries.Any(each => each.Register == wanted.Register))
                return slot.Slot;
        return null;
    }

    /// <summary>The slots with what can have happened; those with nothing else are left out.</summary>
    private static async IAsyncEnumerable<LogSlot<OrderEvent>> SoundAsync(IAsyncEnumerable<LogSlot<OrderEvent>> slots)
    {
        await foreach (var slot in slots.ConfigureAwait(false))
            if (slot.Entries.Where(OrderEvent.IsSound).ToList() is { Count: > 0 } entries) yield return slot with { Entries = entries };
    }

    /// <summary>The same wherever it is asked for: the first 16 bytes of a SHA-256.</summary>
    private static Guid IdOf(string register) => new(SHA256.HashData(Encoding.UTF8.GetBytes(register)).AsSpan(0, 16), bigEndian: true);
}
