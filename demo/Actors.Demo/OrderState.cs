using System.Text.Json.Serialization;

namespace Actors.Demo;

/// <summary>Where an order stands. Written as its name in JSON.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OrderState>))]
public enum OrderState
{
    /// <summary>Neither shipped nor cancelled yet.</summary>
    Pending,
    /// <summary>Shipped, and can never be cancelled.</summary>
    Shipped,
    /// <summary>Cancelled, and can never be shipped.</summary>
    Cancelled,
}
