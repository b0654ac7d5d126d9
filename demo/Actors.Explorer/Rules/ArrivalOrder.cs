using System.Collections.Immutable;
using Actors.Explorer.Search;
using Actors.Explorer.Worlds;

namespace Actors.Explorer.Rules;

/// <summary>Step 8, the wrong way: two replicas of a number that starts at 1 apply commands as they arrive.</summary>
public sealed class ArrivalOrder : Protocol
{
    private const int Writers = 2, Replicas = 2;

    /// <inheritdoc/>
    public override IReadOnlyList<Lane> Lanes { get; } =
    [
        new("Writer A", "A", LaneKind.Voter), new("Writer B", "B", LaneKind.Voter), new("Replica 1", "r1", LaneKind.Caller), new("Replica 2", "r2", LaneKind.Caller),
    ];

    /// <inheritdoc/>
    public override Reaction Begin(int node) => node < Writers
        ? new Reaction(new Sender(Arithmetic.Commands[node]), "", [.. Enumerable.Range(Writers, Replicas).Select(replica => (replica, (Payload)new Order(Arithmetic.Commands[node])))])
        : new Reaction(new Arithmetic.Replica([]), "");

    /// <inheritdoc/>
    public override bool MayCrash(ImmutableArray<NodeState> nodes, int node) => false;

    /// <inheritdoc/>
    public override Reaction Receive(ImmutableArray<NodeState> nodes, int node, Message message)
    {
        var replica = ((Arithmetic.Replica)nodes[node]).With(((Order)message.Payload).Command);
        return new Reaction(replica, $"applies it and has {replica.Holds}");
    }

    private sealed record Sender(string Command) : NodeState
    {
        public override string Holds => Command;
        internal override void Write(StateWriter writer) => writer.Add(Command);
    }
}
