using Actors.Client.Output;
using Actors.Demo;

namespace Actors.Client.Commands;

/// <summary>What is said of an order: over JSON the same as over HTTP, and how the command went.</summary>
internal static class OrderAnswer
{
    public static Answer Of(int exitCode, PlacedOrder order, string? result = null) =>
        Answer.Line(exitCode, Json(order, result), $"{(result is null ? "" : $"{result}: ")}{Line(order)}");

    public static Answer Missing(string id) =>
        Answer.Without(ExitCode.Lost, new { Id = id, Placed = false }, $"not placed: There is no order '{id}'.");

    private static object Json(PlacedOrder placed, string? result) => new
    {
        placed.Order.Id,
        placed.State,
        placed.Order.Customer,
        placed.Order.Items,
        placed.DecidedAt,
        Result = result,
    };

    private static string Line(PlacedOrder placed)
    {
        var items = string.Join(", ", placed.Order.Items.Select(item => $"{item.Quantity} x {item.Sku}"));
        var since = placed.DecidedAt is { } decided ? $" since {decided:yyyy-MM-dd HH:mm:ss}Z" : "";
        return $"order {placed.Order.Id} of {placed.Order.Customer}: {items}; {placed.State}{since}";
    }
}
