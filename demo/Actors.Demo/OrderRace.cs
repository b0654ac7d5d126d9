namespace Actors.Demo;

/// <summary>A customer who cancels an order while the warehouse ships it, each at a desk of its own; then everybody is asked what became of it.</summary>
/// <param name="customer">Where the customer sits.</param>
/// <param name="warehouse">Where the warehouse sits.</param>
/// <param name="witnesses">Where to look afterwards.</param>
public sealed class OrderRace(OrderDesk customer, OrderDesk warehouse, IReadOnlyList<OrderDesk> witnesses)
{
    /// <summary>Runs the race for an order that was placed.</summary>
    /// <inheritdoc cref="OrderDesk.FindAsync" path="/exception"/>
    public async Task<RaceReport> RunAsync(string id, CancellationToken cancellationToken = default)
    {
        // Neither waits for the other to be under way.
        var answers = await Task.WhenAll(
            Task.Run(() => DeskAnswer.ToAsync(customer.CancelAsync(id, cancellationToken)), cancellationToken),
            Task.Run(() => DeskAnswer.ToAsync(warehouse.ShipAsync(id, cancellationToken)), cancellationToken)).ConfigureAwait(false);
        var looks = await Task.WhenAll(witnesses.Select(witness => DeskAnswer.ToAsync(witness.FindAsync(id, cancellationToken)))).ConfigureAwait(false);
        return new RaceReport(answers[0], answers[1], looks);
    }
}
