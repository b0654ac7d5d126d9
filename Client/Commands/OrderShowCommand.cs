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
            return await new OrderDesk(await connect(), runner.Time).FindAsync(name, cancellationToken) is { } order
                ? OrderAnswer.Of(ExitCode.Done, order)
                : OrderAnswer.Missing(name);
        });
        return command;
    }
}
