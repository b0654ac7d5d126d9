using System.CommandLine;
using System.Globalization;
using Actors.Client.Output;
using Actors.Demo;
using Actors.Paxos;

namespace Actors.Client.Commands;

internal static class OrderHistoryCommand
{
    public static Command Create(Runner runner)
    {
        var from = new Option<long>("--from") { Description = "The first slot. By default 0.", HelpName = "SLOT", CustomParser = result => Parsers.Number(result, SlotKey.SlotMax) };
        var command = new ClientCommand("history", "Show what has happened to all orders, in the order that everybody sees.", "order history", "order history --from 1000 --json") { from };
        runner.Handle(command, async (parsed, connect, cancellationToken) =>
        {
            await using var history = new OrderHistory(await connect(), runner.Time);
            var events = new List<(long Slot, OrderEvent Event)>();
            await foreach (var slot in history.ReadAsync(parsed.GetValue(from), cancellationToken: cancellationToken))
                events.AddRange(slot.Entries.Select(each => (slot.Slot, each)));
            return Of(events);
        });
        return command;
    }

    private static Answer Of(List<(long Slot, OrderEvent Event)> events) => new(
        ExitCode.Done,
        new { Events = events.Select(each => new { each.Slot, each.Event.Order, each.Event.Kind, each.Event.Customer, each.Event.At }) },
        terminal =>
        {
            foreach (var (slot, each) in events)
                terminal.Output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture, $"{slot}: {each.At:yyyy-MM-dd HH:mm:ss}Z order {each.Order} of {each.Customer}: {each.Kind}"));
        });
}
