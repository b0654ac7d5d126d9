using Actors.Registers;

namespace Actors.Demo;

/// <summary>
/// Orders of which each is shipped or cancelled, never both: what was ordered is register <c>orders/{id}</c>, what became of it register
/// <c>orders/{id}/outcome</c>, and shipping and cancelling race to initialise the latter. All calls may be repeated.
/// </summary>
/// <remarks>
/// All calls throw <see cref="NoQuorumException"/> and <see cref="UnknownOutcomeException"/> as <see cref="IWriteOnce{T}"/> does, and
/// <see cref="InvalidDataException"/> if one of the registers was given a value that is none of an order.
/// </remarks>
/// <param name="registers">Where the orders are kept.</param>
/// <param name="time">The clock for <see cref="OrderOutcome.DecidedAt"/>.</param>
/// <param name="history">Told of every order that is seen here, and waited for by nobody; null for none.</param>
public sealed class OrderDesk(IRegisters registers, TimeProvider time, OrderHistory? history = null)
{
    /// <summary>Places an order.</summary>
    /// <exception cref="ArgumentException">See <see cref="Order.Problem"/>.</exception>
    public async Task<Placement> PlaceAsync(Order order, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (order.Problem() is { } problem) throw new ArgumentException(problem, nameof(order));
        var register = ContentOf(order.Id);
        var decision = await register.TryInitializeAsync(order, cancellationToken).ConfigureAwait(false);
        if (decision.Won) return new Placement(PlaceResult.Placed, Seen(new PlacedOrder(order, null)));
        var placed = Placed(register, order.Id, decision.Value);
        var outcome = await ReadOutcomeAsync(order.Id, cancellationToken).ConfigureAwait(false);
        return new Placement(placed == order ? PlaceResult.Repeated : PlaceResult.Taken, Seen(new PlacedOrder(placed, outcome)));
    }

    /// <summary>The order and where it stands, null if it was never placed.</summary>
    /// <exception cref="ArgumentException">See <see cref="Order.ProblemOfId"/>.</exception>
    public async Task<PlacedOrder?> FindAsync(string id, CancellationToken cancellationToken = default)
    {
        return await ReadContentAsync(id, cancellationToken).ConfigureAwait(false) is { } order
            ? Seen(new PlacedOrder(order, await ReadOutcomeAsync(id, cancellationToken).ConfigureAwait(false)))
            : null;
    }

    /// <summary>Cancels an order if it was not shipped; null if it was never placed.</summary>
    /// <inheritdoc cref="FindAsync" path="/exception"/>
    public Task<Settlement?> CancelAsync(string id, CancellationToken cancellationToken = default) =>
        SettleAsync(id, OrderState.Cancelled, cancellationToken);

    /// <summary>Ships an order if it was not cancelled; null if it was never placed.</summary>
    /// <inheritdoc cref="FindAsync" path="/exception"/>
    public Task<Settlement?> ShipAsync(string id, CancellationToken cancellationToken = default) =>
        SettleAsync(id, OrderState.Shipped, cancellationToken);

    /// <summary>Completes with the order as soon as it is placed, by whomever.</summary>
    /// <inheritdoc cref="FindAsync" path="/exception"/>
    public async Task<Order> PlacedAsync(string id, CancellationToken cancellationToken = default)
    {
        RequireId(id);
        var register = ContentOf(id);
        return Placed(register, id, await register.FinalValueAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Completes with what became of an order as soon as that is decided, by whomever.</summary>
    /// <inheritdoc cref="FindAsync" path="/exception"/>
    public async Task<OrderOutcome> OutcomeAsync(string id, CancellationToken cancellationToken = default)
    {
        RequireId(id);
        var register = OutcomeOf(id);
        return Settled(register, await register.FinalValueAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The register that decides what an order is.</summary>
    public static string ContentKey(string id) => $"{DemoKeys.Orders}{id}";

    /// <summary>The register that decides what becomes of an order.</summary>
    public static string OutcomeKey(string id) => $"{ContentKey(id)}/outcome";

    private static void RequireId(string id)
    {
        if (Order.ProblemOfId(id) is { } problem) throw new ArgumentException(problem, nameof(id));
    }

    private async Task<Settlement?> SettleAsync(string id, OrderState asked, CancellationToken cancellationToken)
    {
        if (await ReadContentAsync(id, cancellationToken).ConfigureAwait(false) is not { } order) return null;
        var register = OutcomeOf(id);
        var own = new OrderOutcome(asked, time.GetUtcNow());
        var decision = await register.TryInitializeAsync(own, cancellationToken).ConfigureAwait(false);
        var outcome = Settled(register, decision.Value);
        return new Settlement(outcome.State == asked, Seen(new PlacedOrder(order, outcome)));
    }

    private PlacedOrder Seen(PlacedOrder order)
    {
        history?.Note(order);
        return order;
    }

    private async Task<Order?> ReadContentAsync(string id, CancellationToken cancellationToken)
    {
        RequireId(id);
        var register = ContentOf(id);
        return await register.ReadAsync(cancellationToken).ConfigureAwait(false) is { } order ? Placed(register, id, order) : null;
    }

    private async Task<OrderOutcome?> ReadOutcomeAsync(string id, CancellationToken cancellationToken)
    {
        var register = OutcomeOf(id);
        return await register.ReadAsync(cancellationToken).ConfigureAwait(false) is { } outcome ? Settled(register, outcome) : null;
    }

    private static Order Placed(DemoRegister<Order> register, string id, Order order) =>
        order.Id == id && order.Problem() is null ? order : throw register.Foreign();

    private static OrderOutcome Settled(DemoRegister<OrderOutcome> register, OrderOutcome outcome) =>
        outcome.State is OrderState.Shipped or OrderState.Cancelled ? outcome : throw register.Foreign();

    private DemoRegister<Order> ContentOf(string id) => new(registers, ContentKey(id));

    private DemoRegister<OrderOutcome> OutcomeOf(string id) => new(registers, OutcomeKey(id));
}
