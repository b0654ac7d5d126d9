using System.Text.Json.Serialization;

namespace Actors.Demo;

/// <summary>What happened to an order. Written as its name in JSON, and part of the log: names never change.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<OrderEventKind>))]
public enum OrderEventKind
{
    /// <summary>It was placed.</summary>
    Placed,
    /// <summary>It was shipped.</summary>
    Shipped,
    /// <summary>It was cancelled.</summary>
    Cancelled,
}
