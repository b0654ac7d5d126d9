using Actors.Demo;

namespace Actors.Silo.Http.Orders;

/// <summary>Something that happened to an order.</summary>
/// <param name="Slot">Where it is in the history; several events may share a slot.</param>
/// <param name="Order">The id of the order.</param>
/// <param name="Kind">What happened.</param>
/// <param name="Customer">Whose order it is.</param>
/// <param name="At">When it was shipped or cancelled; for placed, when that was recorded.</param>
internal sealed record OrderEventModel(long Slot, string Order, OrderEventKind Kind, string Customer, DateTimeOffset At);
