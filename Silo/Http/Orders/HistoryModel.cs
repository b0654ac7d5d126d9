namespace Actors.Silo.Http.Orders;

/// <summary>A part of the history of all orders.</summary>
/// <param name="Events">The events, in the order in which everybody sees them.</param>
/// <param name="Next">The slot to go on from.</param>
/// <param name="Length">How many slots there were; greater than <paramref name="Next"/> if there is more.</param>
internal sealed record HistoryModel(IReadOnlyList<OrderEventModel> Events, long Next, long Length);
