using Actors.Paxos;

namespace Actors.Demo;

/// <summary>The registers that the demo's own code writes. A host registers <see cref="Space"/>, so that its public endpoints refuse them.</summary>
public static class DemoKeys
{
    internal const string Orders = "orders/", UserOfTheDay = "user-of-the-day/";

    /// <summary>Which code may write which registers of the demo.</summary>
    public static KeySpace Space { get; } = new(Orders, UserOfTheDay);
}
