using System.CommandLine;
using Actors.Demo;

namespace Actors.Client.Commands;

internal static class OrderShowCommand
{
    public static Command Create(Runner runner)
    {
        var id = OrderCommand.Id();
        var command = new ClientCommand("show", "Show an order and where it stands. Exit code 1 if it was never placed.", "order show 17") { id };
        runner.Handle(command, async (parsed, connect, cancellationToken) =>
        {
            var name = parsed.GetRequiredValue(id);
            var registers = await connect();
            var order = await new OrderDesk(registers, runner.Time).FindAsync(name, cancellationToken);
            await OrderRecord.KeepAsync(registers, runner.Time, order, cancellationToken);
            return order is null ? OrderAnswer.Missing(name) : OrderAnswer.Of(ExitCode.Done, order);
        });
        return command;
    }
}
