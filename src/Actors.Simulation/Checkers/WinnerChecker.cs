using Actors.Paxos;

namespace Actors.Simulation.Checkers;

/// <summary>At most one proposal id of a register is told that it won, however often it asks, and it is the one that the register holds.</summary>
internal sealed class WinnerChecker
{
    private readonly Dictionary<RegisterKey, ProposalId> _winners = [];

    /// <summary>The caller of <paramref name="own"/> was told whether it won, and what the register holds.</summary>
    public string? OnTold(RegisterKey key, Proposal own, bool won, Proposal holds)
    {
        if (won != (own.Id == holds.Id)) return $"{Name.Of(own)} was told that it {(won ? "won" : "lost")}, but {key} holds {Name.Of(holds)}";
        if (!won || _winners.TryAdd(key, own.Id) || _winners[key] == own.Id) return null;
        return $"{Name.Of(own)} won {key}, and so did another";
    }
}
