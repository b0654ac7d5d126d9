using System.Collections.Immutable;
using Actors.Explorer.Search;
using Actors.Explorer.Worlds;

namespace Actors.Explorer.Rules;

/// <summary>Step 2: the node that <see cref="BullyRule"/> names keeps the variable in its memory, and everybody asks it.</summary>
public sealed class Coordinator : Protocol
{
    private static readonly string[] Names = ["n1", "n2", "n3"];
    private readonly int _coordinator = Array.IndexOf(Names, BullyRule.Coordinator(Names));

    /// <inheritdoc/>
    public override IReadOnlyList<Lane> Lanes { get; } =
    [
        new("Customer at n1", "n1", LaneKind.Caller), new("Warehouse at n2", "n2", LaneKind.Caller), new("Coordinator n3", "n3", LaneKind.Voter),
    ];

    /// <inheritdoc/>
    public override Reaction Begin(int node) => node == _coordinator
        ? new Reaction(new Memory(null, null), "")
        : new Reaction(new Knowledge(null), "", [(_coordinator, new Ask(Choice.Of(node)))]);

    /// <inheritdoc/>
    public override Reaction Receive(ImmutableArray<NodeState> nodes, int node, Message message) => (nodes[node], message.Payload) switch
    {
        (Memory { Content: null } memory, Ask ask) => new(memory with { Content = ask.Wish }, $"writes {ask.Wish} and says so", [(message.From, new Reply(ask.Wish))]),
        (Memory { Content: { } content } memory, Ask) => new(memory, $"says that it is {content}", [(message.From, new Reply(content))]),
        (Knowledge, Reply reply) => new(new Knowledge(reply.Choice), $"now knows: {reply.Choice}"),
        (var state, _) => new(state, "does not care"),
    };

    /// <summary>The variable was in memory.</summary>
    public override NodeState AfterCrash(NodeState state, int node) => new Memory(null, ((Memory)state).Content);

    /// <summary>Whether something was decided that nobody who is left has heard of.</summary>
    public bool HasLostDecision(World world) => world.Nodes[_coordinator] is Memory { Forgotten: not null } && world.Told.All(told => told is null)
        && world.Messages.All(message => message.Payload is Ask);

    /// <inheritdoc/>
    public override Verdict Hopeless(World world) => new(VerdictKind.KnowledgeLost, HasLostDecision(world)
        ? $"Nobody can know. The coordinator had decided for {((Memory)world.Nodes[_coordinator]).Forgotten}, and was the only one to know it. To those who are left it "
            + "looks just as if it had decided for the other, or not at all."
        : "Nobody can know. The coordinator is gone with all it knew, and who still waits for its answer waits for ever.");

    private sealed record Memory(string? Content, string? Forgotten) : NodeState
    {
        public override string Holds => Content ?? (Forgotten is null ? "empty" : "forgotten");
        public override string? Value => Content;

        internal override void Write(StateWriter writer)
        {
            writer.Add(Content);
            writer.Add(Forgotten);
        }
    }

    private sealed record Knowledge(string? Outcome) : NodeState
    {
        public override string Holds => Outcome is null ? "asked" : $"knows: {Outcome}";
        public override string? Decided => Outcome;
        internal override void Write(StateWriter writer) => writer.Add(Outcome);
    }
}
