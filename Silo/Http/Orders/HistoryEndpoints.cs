using System.ComponentModel;
using Actors.Demo;
using Actors.Silo.Http.Problems;

namespace Actors.Silo.Http.Orders;

/// <summary>What has happened to all orders.</summary>
internal static class HistoryEndpoints
{
    /// <summary>So many slots at most in one answer.</summary>
    private const int SlotsMax = 1_000;

    public static void MapOrderHistory(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/orders/history", ReadAsync).WithTags("Orders")
            .WithSummary("Shows what has happened to all orders")
            .WithDescription("At most 1000 slots of the log, from one on; next says where to go on. What was decided before the call may come a little later.")
            .Produces<HistoryModel>().ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable).ProducesProblem(StatusCodes.Status504GatewayTimeout);

    private static async Task<HistoryModel> ReadAsync(
        [Description("The first slot; 0 if absent.")] long? from, OrderHistory history, CancellationToken cancellationToken)
    {
        var first = from ?? 0;
        if (first < 0)
            throw new ProblemException(StatusCodes.Status400BadRequest, ProblemTypes.MalformedRequest, "The request is malformed", $"Slots are numbered from 0; from is {first}.");
        var length = await history.LengthAsync(cancellationToken);
        var next = Math.Max(first, Math.Min(length, first + SlotsMax));
        var events = new List<OrderEventModel>();
        await foreach (var slot in history.ReadAsync(first, next, cancellationToken))
            events.AddRange(slot.Entries.Select(each => new OrderEventModel(slot.Slot, each.Order, each.Kind, each.Customer, each.At)));
        return new HistoryModel(events, next, length);
    }
}
