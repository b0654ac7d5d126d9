using Actors.Paxos;

namespace Actors.Simulation.Checkers;

/// <summary>A classic ballot carries one value for ever: whoever accepts at it, on whichever node, accepts the same.</summary>
internal sealed class BallotChecker
{
    private readonly Dictionary<(RegisterKey, Ballot), Proposal> _values = [];

    /// <summary>A proposer sends this message.</summary>
    public string? OnSent(RegisterKey key, AcceptorMessage message)
    {
        if (message is not Accept { Ballot.IsFast: false } accept) return null;
        if (_values.TryAdd((key, accept.Ballot), accept.Proposal) || _values[(key, accept.Ballot)] == accept.Proposal) return null;
        return $"ballot {accept.Ballot} of {key} carried {Name.Of(_values[(key, accept.Ballot)])} and then {Name.Of(accept.Proposal)}";
    }
}
