using Actors.Paxos;

namespace Actors.Histories;

/// <summary>
/// At most one proposal id of a register is told that it won, however often it asks, and it is the one that the register holds. It keeps
/// one id a register. Not thread-safe.
/// </summary>
/// <param name="name">How to name proposals in messages. Default: by value and id.</param>
public sealed class WinnerChecker(Func<Proposal, string>? name = null)
{
    private readonly Func<Proposal, string> _name = name ?? ProposalName.Of;
    private readonly Dictionary<RegisterKey, ProposalId> _winners = [];

    /// <summary>The caller of <paramref name="own"/> was told whether it won, and what the register holds.</summary>
    /// <returns>What is wrong with that, null if nothing is.</returns>
    public string? OnTold(RegisterKey key, Proposal own, bool won, Proposal holds)
    {
        if (won != (own.Id == holds.Id)) return $"{_name(own)} was told that it {(won ? "won" : "lost")}, but {key} holds {_name(holds)}";
        if (!won || _winners.TryAdd(key, own.Id) || _winners[key] == own.Id) return null;
        return $"{_name(own)} won {key}, and so did another";
    }
}
