using Actors.Explorer.Search;
using Actors.Explorer.Worlds;
using Actors.Paxos;

namespace Actors.Explorer.Rules.Paxos;

/// <summary>What the product's acceptor remembers.</summary>
internal sealed record AcceptorNode(AcceptorState State) : NodeState
{
    public override string Holds => (State.Promised.IsFast, State.Accepted) switch
    {
        (true, null) => "empty",
        (false, null) => $"≥ {Words.Of(State.Promised)}",
        (true, { } pair) => $"{Words.Of(pair.Proposal)} (fast)",
        (false, { } pair) => $"≥ {Words.Of(State.Promised)}: {Words.Of(pair.Proposal)} ({Words.Of(pair.Ballot)})",
    };

    public override string? Value => State.Accepted is { } pair ? Words.Of(pair.Proposal) : null;

    internal override void Write(StateWriter writer)
    {
        writer.Add(State.Promised);
        writer.Add(State.Accepted);
    }
}
