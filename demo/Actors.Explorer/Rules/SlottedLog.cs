using System.Collections.Immutable;
using System.Globalization;
using Actors.Explorer.Search;
using Actors.Explorer.Worlds;

namespace Actors.Explorer.Rules;

/// <summary>
/// Step 8, the right way: each entry of the log is a register. Who wants to append proposes its command for the first entry that it does not
/// know; if another command won, it goes on to the next. Replicas apply the entries in order. A register is taken as given here: one instant.
/// </summary>
public sealed class SlottedLog : Protocol
{
    private const int Writers = 2, Slots = 2;

    /// <inheritdoc/>
    public override IReadOnlyList<Lane> Lanes { get; } =
    [
        new("Writer A", "A", LaneKind.Voter), new("Writer B", "B", LaneKind.Voter), new("Entry 1", "#1", LaneKind.Memory), new("Entry 2", "#2", LaneKind.Memory),
        new("Replica 1", "r1", LaneKind.Caller), new("Replica 2", "r2", LaneKind.Caller),
    ];

    /// <inheritdoc/>
    public override Reaction Begin(int node) => new(
        node < Writers ? new Writer(Arithmetic.Commands[node], 0, false) : node < Writers + Slots ? new Entry(null) : new Arithmetic.Replica([]), "");

    /// <inheritdoc/>
    public override bool MayCrash(ImmutableArray<NodeState> nodes, int node) => false;

    /// <inheritdoc/>
    public override string? Action(ImmutableArray<NodeState> nodes, int node) => nodes[node] switch
    {
        Writer { Done: false } writer => Text($"propose {writer.Command} for entry {writer.Slot + 1}"),
        Arithmetic.Replica { Applied.Length: < Slots and var at } when EntryAt(nodes, at).Command is not null => Text($"apply entry {at + 1}"),
        _ => null,
    };

    /// <inheritdoc/>
    public override Reaction Act(ImmutableArray<NodeState> nodes, int node)
    {
        if (nodes[node] is Arithmetic.Replica replica)
        {
            var (at, entry) = (replica.Applied.Length, EntryAt(nodes, replica.Applied.Length));
            var applied = replica.With(entry.Command!);
            return new Reaction(applied, Text($"applies entry {at + 1}, {entry.Command}, and has {applied.Holds}"), Touched: (Writers + at, entry));
        }
        var writer = (Writer)nodes[node];
        var slot = EntryAt(nodes, writer.Slot);
        return slot.Command is null
            ? new Reaction(writer with { Done = true }, Text($"wins entry {writer.Slot + 1}"), Touched: (Writers + writer.Slot, new Entry(writer.Command)))
            : new Reaction(
                writer with { Slot = writer.Slot + 1 }, Text($"learns that entry {writer.Slot + 1} holds {slot.Command}, and goes on"), Touched: (Writers + writer.Slot, slot));
    }

    private static Entry EntryAt(ImmutableArray<NodeState> nodes, int slot) => (Entry)nodes[Writers + slot];

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private sealed record Writer(string Command, int Slot, bool Done) : NodeState
    {
        public override string Holds => Done ? $"wrote {Command}" : Command;

        internal override void Write(StateWriter writer)
        {
            writer.Add(Slot);
            writer.Add(Done);
        }
    }

    private sealed record Entry(string? Command) : NodeState
    {
        public override string Holds => Command ?? "empty";
        internal override void Write(StateWriter writer) => writer.Add(Command);
    }
}
