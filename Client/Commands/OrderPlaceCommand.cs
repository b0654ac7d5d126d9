using System.CommandLine;
using Actors.Demo;

namespace Actors.Client.Commands;

internal static class OrderPlaceCommand
{
    public static Command Create(Runner runner)
    {
        var id = new Option<string?>("--id") { Description = "By default a fresh one.", HelpName = "ID", CustomParser = Parsers.OrderId };
        var customer = new Option<string>("--customer") { Description = "Who orders.", HelpName = "NAME", Required = true };
        var items = new Option<OrderItem[]>("--item")
        {
            Description = "What is ordered, once per item; the quantity is 1 by default.",
            HelpName = "SKU:QUANTITY",
            Required = true,
            CustomParser = Parsers.Items,
        };
        var command = new ClientCommand(
            "place",
            "Place an order. Repeating it is harmless; exit code 1 if another order has the id.",
            "order place --customer anna --item tea:2 --item cup",
            "order place --id 17 --customer anna --item tea:2")
        {
            id, customer, items,
        };
        command.Advice = "The order may yet be placed: place it again with the same --id. Without an id that is another order.";
        runner.Handle(command, async (parsed, connect, cancellationToken) =>
        {
            var order = new Order(parsed.GetValue(id) ?? Order.NewId(), parsed.GetRequiredValue(customer), parsed.GetRequiredValue(items));
            if (order.Problem() is { } problem) throw new UsageException(problem);
            var registers = await connect();
            var placement = await new OrderDesk(registers, runner.Time).PlaceAsync(order, cancellationToken);
            await OrderRecord.KeepAsync(registers, runner.Time, placement.Order, cancellationToken);
            return placement.Result switch
            {
                PlaceResult.Placed => OrderAnswer.Of(ExitCode.Done, placement.Order, "placed"),
                PlaceResult.Repeated => OrderAnswer.Of(ExitCode.Done, placement.Order, "repeated"),
                _ => OrderAnswer.Of(ExitCode.Lost, placement.Order, "taken"),
            };
        });
        return command;
    }
}
