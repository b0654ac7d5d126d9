using System.CommandLine;
using Actors.Demo;

namespace Actors.Client.Commands;

internal static class OrderCommand
{
    public static Command Create(Runner runner) => new ClientCommand("order", "Orders of which each is shipped or cancelled, never both.")
    {
        OrderPlaceCommand.Create(runner),
        OrderShowCommand.Create(runner),
        OrderSettleCommand.Create(runner, OrderState.Cancelled),
        OrderSettleCommand.Create(runner, OrderState.Shipped),
        OrderHistoryCommand.Create(runner),
    };

    public static Argument<string> Id() => new("ID") { Description = "The order.", CustomParser = Parsers.OrderId };
}
