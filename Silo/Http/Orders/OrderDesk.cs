using System.Text.Json;
using Actors.Registers;

namespace Actors.Silo.Http.Orders;

/// <summary>
/// Orders as two write-once variables each: what was ordered, and what became of it. Cancelling and shipping race to initialise the second, and
/// there is nothing else to keep in step.
/// </summary>
internal sealed class OrderDesk(IRegisters registers, TimeProvider time)
{
    /// <summary>Strict: an order without a customer is none, whoever wrote it.</summary>
    private static readonly JsonSerializerOptions Json = new(JsonSerializerOptions.Web)
    {
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    };

    /// <returns>Won if it was placed by this call; otherwise what had been placed under this id before.</returns>
    public Task<Decision<PlacedOrder>> PlaceAsync(string id, PlacedOrder order, CancellationToken cancellationToken) =>
        Placed(id).TryInitializeAsync(order, cancellationToken);

    /// <returns>Null if it was never placed.</returns>
    public async Task<OrderModel?> FindAsync(string id, CancellationToken cancellationToken) =>
        await Placed(id).ReadAsync(cancellationToken) is { Value: var placed }
            ? OrderModel.Of(id, placed, (await Outcome(id).ReadAsync(cancellationToken))?.Value) : null;

    /// <summary>Tries to bring an order to its end.</summary>
    /// <returns>The order at its end, which may be another than <paramref name="state"/>; null if it was never placed.</returns>
    public async Task<OrderModel?> EndAsync(string id, OrderState state, CancellationToken cancellationToken)
    {
        if (await Placed(id).ReadAsync(cancellationToken) is not { Value: var placed }) return null;
        var decision = await Outcome(id).TryInitializeAsync(new OrderOutcome(state, time.GetUtcNow()), cancellationToken);
        return OrderModel.Of(id, placed, decision.Value);
    }

    private IWriteOnce<PlacedOrder> Placed(string id) => registers.WriteOnce<PlacedOrder>($"orders/{id}", Json);

    private IWriteOnce<OrderOutcome> Outcome(string id) => registers.WriteOnce<OrderOutcome>($"orders/{id}/outcome", Json);
}
