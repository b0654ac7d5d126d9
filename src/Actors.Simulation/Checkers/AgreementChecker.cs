using Actors.Paxos;

namespace Actors.Simulation.Checkers;

/// <summary>
/// Agreement: no two learn different values of one register. It also counts acceptances as only somebody outside of the world can, and
/// so sees two values chosen that nobody has learned yet.
/// </summary>
/// <remarks>It counts in the quorums that are right, whatever those in the world believe.</remarks>
internal sealed class AgreementChecker(QuorumSystem quorums)
{
    private readonly Dictionary<RegisterKey, Proposal> _values = [];
    private readonly Dictionary<(RegisterKey, Ballot, Proposal), HashSet<int>> _acceptors = [];

    /// <summary>Somebody was told that the register holds this.</summary>
    public string? OnLearned(RegisterKey key, Proposal proposal)
    {
        if (_values.TryAdd(key, proposal) || _values[key] == proposal) return null;
        return $"{key} holds {Name.Of(_values[key])}, and yet {Name.Of(proposal)}";
    }

    /// <summary>An acceptor said that it accepted this.</summary>
    public string? OnAccepted(int acceptor, RegisterKey key, Ballot ballot, Proposal proposal)
    {
        if (!_acceptors.TryGetValue((key, ballot, proposal), out var acceptors)) _acceptors[(key, ballot, proposal)] = acceptors = [];
        acceptors.Add(acceptor);
        return acceptors.Count >= quorums.SizeAt(ballot) ? OnLearned(key, proposal) : null;
    }
}
