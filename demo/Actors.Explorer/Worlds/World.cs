using System.Collections.Immutable;

namespace Actors.Explorer.Worlds;

/// <summary>One moment of a small world. Immutable: a move makes another one.</summary>
public sealed record World
{
    private World(Protocol protocol) => Protocol = protocol;

    /// <summary>The rule that its nodes follow.</summary>
    public Protocol Protocol { get; }

    /// <summary>What each node remembers.</summary>
    public ImmutableArray<NodeState> Nodes { get; private init; } = [];

    /// <summary>Which nodes are down.</summary>
    public ImmutableArray<bool> Down { get; private init; } = [];

    /// <summary>What each node has ever believed to be decided, first.</summary>
    public ImmutableArray<string?> Told { get; private init; } = [];

    /// <summary>The messages on their way, oldest first.</summary>
    public ImmutableArray<Message> Messages { get; private init; } = [];

    /// <summary>What may still go wrong.</summary>
    public Faults Faults { get; private init; }

    /// <summary>The number of the next message.</summary>
    public int NextNumber { get; private init; }

    /// <summary>Whether two have believed different values to be decided.</summary>
    public bool Disagrees { get; private init; }

    /// <summary>What the last move made its node do, and the memory it touched.</summary>
    public (string Text, int? Touched) Note { get; private init; } = ("", null);

    /// <summary>The world before anything has arrived.</summary>
    public static World Begin(Protocol protocol, Faults faults)
    {
        var begun = protocol.Lanes.Select((_, node) => protocol.Begin(node)).ToArray();
        var world = new World(protocol)
        {
            Nodes = [.. begun.Select(reaction => reaction.State)],
            Down = [.. begun.Select(_ => false)],
            Told = [.. begun.Select(_ => (string?)null)],
            Faults = faults,
        };
        for (var node = 0; node < begun.Length; node++) world = world.Send(node, begun[node].Sends);
        return world;
    }

    /// <summary>Whether every caller that is up knows the outcome.</summary>
    public bool IsSettled
    {
        get
        {
            for (var node = 0; node < Nodes.Length; node++)
                if (!Down[node] && Told[node] is null && Protocol.Lanes[node].Kind == LaneKind.Caller)
                    return false;
            return true;
        }
    }

    /// <summary>Whether somebody has found out that it cannot go on.</summary>
    public bool IsStuck
    {
        get
        {
            for (var node = 0; node < Nodes.Length; node++)
                if (!Down[node] && Nodes[node].Stuck is not null)
                    return true;
            return false;
        }
    }

    /// <summary>All that can happen next, in a fixed order.</summary>
    public IEnumerable<Move> Moves()
    {
        for (var node = 0; node < Nodes.Length; node++)
            if (!Down[node] && Protocol.Action(Nodes, node) is not null)
                yield return new Move(MoveKind.Act, node);
        foreach (var message in Messages)
            if (!Down[message.To])
                yield return new Move(MoveKind.Deliver, message.Number);
        for (var node = 0; node < Nodes.Length; node++)
            if (!Down[node] && Faults.Crashes > 0 && Protocol.MayCrash(Nodes, node))
                yield return new Move(MoveKind.Crash, node);
        for (var node = 0; node < Nodes.Length; node++)
            if (Down[node] && Faults.Restarts > 0)
                yield return new Move(MoveKind.Restart, node);
        if (Faults.Losses > 0)
            foreach (var message in Messages)
                yield return new Move(MoveKind.Lose, message.Number);
        if (Faults.Copies > 0)
            foreach (var message in Messages)
                yield return new Move(MoveKind.Duplicate, message.Number);
    }

    /// <summary>Whether it makes no difference if a message arrives or not: a search need not try both.</summary>
    public bool IsInert(Message message) => (Down[message.To] && Faults.Restarts == 0) || Protocol.IsInert(Nodes, message);

    /// <summary>The moves that make a difference.</summary>
    public IEnumerable<Move> MovesThatMatter() => Moves().Where(move => !(move.Kind is MoveKind.Deliver or MoveKind.Lose && IsInert(Find(move))));

    /// <summary>Whether <paramref name="move"/> can happen now.</summary>
    public bool Allows(Move move) => Moves().Contains(move);

    /// <summary>The next world.</summary>
    /// <param name="move">One of <see cref="Moves"/>.</param>
    public World Apply(Move move) => move.Kind switch
    {
        MoveKind.Act => React(move.Target, Protocol.Act(Nodes, move.Target)),
        MoveKind.Deliver => Deliver(Find(move)),
        MoveKind.Lose => Without(Find(move)) with { Faults = Faults with { Losses = Faults.Losses - 1 }, Note = ("is lost", null) },
        MoveKind.Duplicate => Send(Find(move).From, [(Find(move).To, Find(move).Payload)]) with
        {
            Faults = Faults with { Copies = Faults.Copies - 1 },
            Note = ("is doubled", null),
        },
        MoveKind.Crash => this with
        {
            Nodes = Nodes.SetItem(move.Target, Protocol.AfterCrash(Nodes[move.Target], move.Target)),
            Down = Down.SetItem(move.Target, true),
            Faults = Faults with { Crashes = Faults.Crashes - 1 },
            Note = ("crashes", null),
        },
        MoveKind.Restart => this with
        {
            Down = Down.SetItem(move.Target, false),
            Faults = Faults with { Restarts = Faults.Restarts - 1 },
            Note = ("comes back", null),
        },
        _ => throw new ArgumentException($"Unknown move {move.Kind}.", nameof(move)),
    };

    private Message Find(Move move) => Messages.First(message => message.Number == move.Target);

    private World Without(Message message) => this with { Messages = Messages.Remove(message) };

    private World Deliver(Message message) => Without(message).React(message.To, Protocol.Receive(Nodes, message.To, message));

    private World React(int node, Reaction reaction)
    {
        var nodes = Nodes.SetItem(node, reaction.State);
        if (reaction.Touched is { } touched) nodes = nodes.SetItem(touched.Node, touched.State);
        var decided = reaction.State.Decided;
        var told = decided is null || Told[node] is not null ? Told : Told.SetItem(node, decided);
        var world = this with
        {
            Nodes = nodes,
            Told = told,
            Disagrees = Disagrees || (decided is not null && told.Any(value => value is not null && value != decided)),
            Note = (reaction.Note, reaction.Touched?.Node),
        };
        return world.Send(node, reaction.Sends);
    }

    private World Send(int from, IReadOnlyList<(int To, Payload Payload)>? sends)
    {
        if (sends is null || sends.Count == 0) return this;
        var number = NextNumber;
        return this with
        {
            Messages = Messages.AddRange(sends.Select(send => new Message(number++, from, send.To, send.Payload))),
            NextNumber = NextNumber + sends.Count,
        };
    }
}
