using Actors.Demo;

namespace Actors.Pages.Desk;

/// <summary>One of the two who race for an order.</summary>
/// <param name="name">Who.</param>
/// <param name="asks">What this one wants to become of the order.</param>
/// <param name="wanted">The node to sit at.</param>
public sealed class Person(string name, OrderState asks, string wanted)
{
    public string Name => name;

    public OrderState Asks => asks;

    /// <summary>The node to sit at while it runs.</summary>
    public string Wanted { get; set; } = wanted;

    /// <summary>Whether an answer is under way.</summary>
    public bool IsAsking { get; set; }

    /// <summary>The last answer; null if nothing was asked about this order yet.</summary>
    public DeskAnswer? Answer { get; set; }

    public Task<Settlement?> AskAsync(OrderDesk desk, string order, CancellationToken cancellationToken) =>
        asks == OrderState.Cancelled ? desk.CancelAsync(order, cancellationToken) : desk.ShipAsync(order, cancellationToken);
}
