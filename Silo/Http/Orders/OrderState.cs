using System.Text.Json.Serialization;

namespace Actors.Silo.Http.Orders;

/// <summary>What has become of an order.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OrderState>))]
internal enum OrderState
{
    /// <summary>Neither shipped nor cancelled yet.</summary>
    Pending,
    /// <summary>Shipped, for ever.</summary>
    Shipped,
    /// <summary>Cancelled, for ever.</summary>
    Cancelled,
}
