using Actors.Registers;

namespace Actors.Rounds;

/// <summary>
/// What clients did to a register, as far as the nodes saw it: nobody watches a client, but what a node has received from one was sent, and what was sent to
/// one is taken to have arrived. By the clocks of the nodes.
/// </summary>
internal static class ClientEvents
{
    public static IEnumerable<IReadOnlyList<RoundEvent>> Of(IEnumerable<RoundEvent> events) =>
        events.Select(Seen).OfType<RoundEvent>().GroupBy(seen => seen.Node).Select(client => (IReadOnlyList<RoundEvent>)[.. client.OrderBy(seen => seen.At)]);

    private static RoundEvent? Seen(RoundEvent item) => item switch
    {
        { Step: RoundStep.Received, Message: { } message } when ClientName.Is(message.From) => new(message.From, item.Number, item.At, RoundStep.Sent, message),
        { Step: RoundStep.Sent, Message: { } message } when ClientName.Is(message.To) => new(message.To, item.Number, item.At, RoundStep.Received, message),
        _ => null,
    };
}
