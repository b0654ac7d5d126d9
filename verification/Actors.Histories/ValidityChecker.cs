using Actors.Paxos;

namespace Actors.Histories;

/// <summary>
/// Validity: what a register holds was proposed for it by a caller, byte for byte. It keeps every proposal. Not thread-safe.
/// </summary>
/// <param name="name">How to name proposals in messages. Default: by value and id.</param>
public sealed class ValidityChecker(Func<Proposal, string>? name = null)
{
    private readonly Func<Proposal, string> _name = name ?? ProposalName.Of;
    private readonly HashSet<(RegisterKey, Proposal)> _proposed = [];

    /// <summary>A caller is about to propose this. To be said before anybody can learn it.</summary>
    public void OnProposed(RegisterKey key, Proposal proposal) => _proposed.Add((key, proposal));

    /// <summary>Somebody was told that the register holds this.</summary>
    /// <returns>What is wrong with that, null if nothing is.</returns>
    public string? OnLearned(RegisterKey key, Proposal proposal) =>
        _proposed.Contains((key, proposal)) ? null : $"{key} holds {_name(proposal)}, which nobody proposed";
}
