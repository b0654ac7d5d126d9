using Actors.Paxos;

namespace Actors.Histories;

/// <summary>
/// Agreement: no two learn different values of one register. It also counts acceptances as only somebody outside of the world can, and
/// so sees two values chosen that nobody has learned yet. It keeps one value a register, and each acceptance. Not thread-safe.
/// </summary>
/// <remarks>It counts in the quorums that are right, whatever those in the world believe.</remarks>
/// <param name="quorums">The quorums that are right.</param>
/// <param name="name">How to name proposals in messages. Default: by value and id.</param>
public sealed class AgreementChecker(QuorumSystem quorums, Func<Proposal, string>? name = null)
{
    private readonly Func<Proposal, string> _name = name ?? ProposalName.Of;
    private readonly Dictionary<RegisterKey, Proposal> _values = [];
    private readonly Dictionary<(RegisterKey, Ballot, Proposal), HashSet<int>> _acceptors = [];

    /// <summary>Somebody was told that the register holds this.</summary>
    /// <returns>What is wrong with that, null if nothing is.</returns>
    public string? OnLearned(RegisterKey key, Proposal proposal)
    {
        if (_values.TryAdd(key, proposal) || _values[key] == proposal) return null;
        return $"{key} holds {_name(_values[key])}, and yet {_name(proposal)}";
    }

    /// <summary>An acceptor said that it accepted this.</summary>
    /// <returns>What is wrong with that, null if nothing is.</returns>
    public string? OnAccepted(int acceptor, RegisterKey key, Ballot ballot, Proposal proposal)
    {
        if (!_acceptors.TryGetValue((key, ballot, proposal), out var acceptors)) _acceptors[(key, ballot, proposal)] = acceptors = [];
        acceptors.Add(acceptor);
        return acceptors.Count >= quorums.SizeAt(ballot) ? OnLearned(key, proposal) : null;
    }
}
