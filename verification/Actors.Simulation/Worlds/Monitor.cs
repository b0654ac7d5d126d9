using Actors.Engine;
using Actors.Engine.Identity;
using Actors.Histories;
using Actors.Paxos;
using Actors.Simulation.Checkers;

namespace Actors.Simulation.Worlds;

/// <summary>Watches a world with all the checkers at once.</summary>
/// <param name="registers">The right quorums of what callers ask for.</param>
/// <param name="clustering">Those of the registers of identity and of the membership table.</param>
/// <param name="trimming">What may be forgotten.</param>
/// <param name="report">Takes the checker and what it has found.</param>
internal sealed class Monitor(QuorumSystem registers, QuorumSystem clustering, Trimming trimming, Action<string, string> report)
{
    private readonly AgreementChecker _ofRegisters = new(registers, Name.Of), _ofClustering = new(clustering, Name.Of);
    private readonly ValidityChecker _validity = new(Name.Of);
    private readonly WinnerChecker _winner = new(Name.Of);
    private readonly PromiseChecker _promise = new();
    private readonly BallotChecker _ballot = new();
    private readonly List<HistoryEntry> _history = [];

    public void OnProposed(RegisterKey key, Proposal proposal) => _validity.OnProposed(key, proposal);

    public void OnSent(RegisterMessage message) => Note("Ballot", _ballot.OnSent(message.Key, message.Message));

    /// <summary>An acceptor sends a reply, while its disk holds <paramref name="durable"/>.</summary>
    public void OnReply(int acceptor, RegisterMessage message, AcceptorReply reply, AcceptorState durable)
    {
        Note("Durability", DurabilityChecker.OnReply(message.Key, message.Message, reply, durable));
        Note("Promise", _promise.OnReply(acceptor, message.Key, message.Message, reply));
        if (reply is Accepted && message.Message is Accept accept)
            Note("Agreement", AgreementOn(message.Key).OnAccepted(acceptor, message.Key, accept.Ballot, accept.Proposal));
    }

    /// <summary>A node that has forgotten something answers these messages.</summary>
    public void OnForgetfulVote(string node, IReadOnlyList<RegisterMessage> messages) =>
        Note("Amnesia", $"{node} has forgotten, and yet its acceptor of {messages[0].Key} answers");

    public void OnLearned(RegisterKey key, Proposal proposal)
    {
        if (proposal == TrimmedSlot.Proposal)
        {
            Note("Trimming", trimming.IsTrimmed(key) ? null : $"{key} is said to be forgotten, and nobody has trimmed it");
            return;
        }
        trimming.OnLearned(key);
        Note("Agreement", AgreementOn(key).OnLearned(key, proposal));
        Note("Validity", _validity.OnLearned(key, proposal));
    }

    /// <summary>A call has ended, or will never.</summary>
    public void OnCall(HistoryEntry call, bool won)
    {
        var isTrimmed = call.Holds == TrimmedSlot.Proposal;
        // It may have taken effect, before the slot was forgotten: that is all that it was told.
        _history.Add(isTrimmed ? call with { Outcome = null } : call);
        if (call.Holds is not { } holds) return;
        OnLearned(call.Key, holds);
        if (isTrimmed) return;
        if (call.Own is { } own) Note("Winner", _winner.OnTold(call.Key, own, won, holds));
    }

    public void OnNoQuorum(QuorumChecker checker, string call, int asked, int[] acceptors, TimeSpan began) =>
        Note("Quorum", checker.OnNoQuorum(call, asked, acceptors, registers.Classic, began));

    public void OnEnd()
    {
        foreach (var calls in _history.GroupBy(call => call.Key))
            Note("Linearizability", LinearizabilityChecker.Check(calls.Key, calls, Name.Of)?.Message);
    }

    public void OnConverged(string call, Outcome? outcome, TimeSpan within) => Note("Convergence", ConvergenceChecker.Check(call, outcome, within));

    private AgreementChecker AgreementOn(RegisterKey key) => NodeKeys.AreOfIdentity(key) || SimulatedSilo.IsOfTable(key) ? _ofClustering : _ofRegisters;

    private void Note(string checker, string? problem)
    {
        if (problem is not null) report(checker, problem);
    }
}
