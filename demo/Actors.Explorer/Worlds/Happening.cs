namespace Actors.Explorer.Worlds;

/// <summary>What one move did.</summary>
/// <param name="Time">Which move of the run it was, from 1.</param>
/// <param name="Move">The move.</param>
/// <param name="Node">Where it happened: at the receiver of a message, or the node itself.</param>
/// <param name="Message">The message that arrived, was lost or doubled; null if it was about a node.</param>
/// <param name="Touched">The memory that was looked at or written.</param>
/// <param name="Sent">The messages that were sent because of it.</param>
/// <param name="Decided">The value that the node believes to be decided from now on; null if it knew before, or still does not.</param>
/// <param name="Brief">What the node did, in a few words.</param>
/// <param name="Text">A sentence.</param>
public sealed record Happening(
    int Time, Move Move, int Node, Message? Message, int? Touched, IReadOnlyList<Message> Sent, string? Decided, string Brief, string Text)
{
    internal static Happening Between(World before, World after, Move move, int time)
    {
        var message = move.Kind is MoveKind.Deliver or MoveKind.Lose or MoveKind.Duplicate
            ? before.Messages.First(message => message.Number == move.Target)
            : null;
        var node = message?.To ?? move.Target;
        var lanes = before.Protocol.Lanes;
        var text = message is null
            ? $"{lanes[node].Name} {after.Note.Text}."
            : move.Kind == MoveKind.Deliver
                ? $"{lanes[message.From].Name} → {lanes[node].Name}: “{message.Payload.Label}”. {lanes[node].Name} {after.Note.Text}."
                : $"{lanes[message.From].Name} → {lanes[node].Name}: “{message.Payload.Label}” {after.Note.Text}.";
        return new Happening(
            time, move, node, message, after.Note.Touched, [.. after.Messages.Where(sent => sent.Number >= before.NextNumber)],
            before.Told[node] is null ? after.Told[node] : null, Shorten(after.Note.Text), text);
    }

    private static string Shorten(string note) => note.Split([',', ':'], 2)[0].Split(" and ", 2)[0];
}
