using System.CommandLine;
using Actors.Demo;

namespace Actors.Client.Commands;

/// <summary><c>order cancel</c> and <c>order ship</c>, which race.</summary>
internal static class OrderSettleCommand
{
    public static Command Create(Runner runner, OrderState asked)
    {
        var ship = asked == OrderState.Shipped;
        var id = OrderCommand.Id();
        var command = new ClientCommand(
            ship ? "ship" : "cancel",
            ship ? "Ship an order. Exit code 1 if it was cancelled before." : "Cancel an order. Exit code 1 if it was shipped before.",
            ship ? "order ship 17" : "order cancel 17")
        {
            id,
        };
        command.Advice = "It may yet come true: ask again, which is harmless.";
        runner.Handle(command, async (parsed, connect, cancellationToken) =>
        {
            var name = parsed.GetRequiredValue(id);
            var registers = await connect();
            var desk = new OrderDesk(registers, runner.Time);
            var settlement = await (ship ? desk.ShipAsync(name, cancellationToken) : desk.CancelAsync(name, cancellationToken));
            await OrderRecord.KeepAsync(registers, runner.Time, settlement?.Order, cancellationToken);
            if (settlement is null) return OrderAnswer.Missing(name);
            return settlement.Done
                ? OrderAnswer.Of(ExitCode.Done, settlement.Order, "done")
                : OrderAnswer.Of(ExitCode.Lost, settlement.Order, "too late");
        });
        return command;
    }
}
