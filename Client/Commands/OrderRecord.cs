using Actors.Demo;
using Actors.Registers;

namespace Actors.Client.Commands;

/// <summary>Records what a command has seen of an order in the history, before the command ends.</summary>
internal static class OrderRecord
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static async Task KeepAsync(IRegisters registers, TimeProvider time, PlacedOrder? order, CancellationToken cancellationToken)
    {
        if (order is null) return;
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        await using var history = new OrderHistory(registers, time);
        try
        {
            await history.RecordAsync(order, limit.Token);
        }
        catch (Exception exception) when (exception is RegisterException or OperationCanceledException or TimeoutException or OrleansException)
        {
            // The order is decided, and that is the answer. Whoever sees the order next records it.
        }
    }
}
