using Actors.Explorer.Search;
using Actors.Explorer.Worlds;
using Actors.Paxos;

namespace Actors.Explorer.Rules.Paxos;

/// <summary>What the product's proposer remembers.</summary>
/// <param name="Proposer">It; nobody changes this copy.</param>
/// <param name="RoundsLeft">How many classic rounds it may still begin in this small world.</param>
/// <param name="Outcome">What it has learned.</param>
/// <param name="Puzzle">What it cannot tell, when the quorums are too small for it to tell.</param>
internal sealed record ProposerNode(Proposer Proposer, int RoundsLeft, string? Outcome = null, string? Puzzle = null) : NodeState
{
    private const int FirstAcceptor = 2;

    public override string Holds => Outcome is not null ? $"knows: {Outcome}" : Puzzle is not null ? "cannot tell" : Proposer.Phase switch
    {
        ProposerPhase.Idle => "waits",
        ProposerPhase.FastAccepting => "fast round",
        ProposerPhase.Preparing => $"prepares {Words.Of(Proposer.Ballot)}",
        ProposerPhase.Accepting => $"asks in {Words.Of(Proposer.Ballot)}",
        _ => $"lost {Words.Of(Proposer.Ballot)}",
    };

    public override string? Decided => Outcome;

    public override string? Stuck => Puzzle;

    /// <summary>Whether it waits for replies. Otherwise it never looks at those it has.</summary>
    private bool IsWaiting => Puzzle is null && Proposer.Phase is ProposerPhase.FastAccepting or ProposerPhase.Preparing or ProposerPhase.Accepting;

    internal override void Write(StateWriter writer)
    {
        var (highest, candidate, _) = Proposer.Memory;
        writer.Add((int)Proposer.Phase);
        writer.Add(Proposer.Ballot);
        // Only the round of the highest ballot seen counts, and the candidate only while it is being accepted.
        writer.Add((int)highest.Round);
        writer.Add(Proposer.Phase is ProposerPhase.FastAccepting or ProposerPhase.Accepting ? candidate : null);
        writer.Add(RoundsLeft);
        writer.Add(Outcome);
        writer.Add(Puzzle is not null);
    }

    internal override void WriteAbout(StateWriter writer, int node)
    {
        if (node >= FirstAcceptor) ToProposer.Write(writer, IsWaiting ? Proposer.Memory.Replies[node - FirstAcceptor] : null);
    }
}
