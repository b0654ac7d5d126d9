using Actors.Paxos;

namespace Actors.Simulation.Checkers;

/// <summary>Validity: what a register holds was proposed for it by a caller, byte for byte.</summary>
internal sealed class ValidityChecker
{
    private readonly HashSet<(RegisterKey, Proposal)> _proposed = [];

    /// <summary>A caller is about to propose this.</summary>
    public void OnProposed(RegisterKey key, Proposal proposal) => _proposed.Add((key, proposal));

    /// <summary>Somebody was told that the register holds this.</summary>
    public string? OnLearned(RegisterKey key, Proposal proposal) =>
        _proposed.Contains((key, proposal)) ? null : $"{key} holds {Name.Of(proposal)}, which nobody proposed";
}
