namespace Actors.Paxos;

/// <summary>
/// The acceptor's rules for one register (Lamport, <i>Paxos Made Simple</i>, section 2.2, P1a and phase 1b/2b; <i>Fast Paxos</i>,
/// section 3, for round 0).
/// </summary>
public static class Acceptor
{
    /// <summary>Answers one message. Pure: nothing has happened until the caller stores the step's state.</summary>
    /// <exception cref="InvariantException">Two different values were called chosen, or were sent at one ballot.</exception>
    public static AcceptorStep Handle(AcceptorState state, AcceptorMessage message) => message switch
    {
        Learn learn => OnLearn(state, learn.Proposal),
        // A decision never changes, so knowing it answers everything.
        _ when state.Chosen is { } chosen => Answer(new Chosen(chosen)),
        Prepare prepare => OnPrepare(state, prepare.Ballot),
        Accept { Ballot.IsFast: true } accept => OnFastAccept(state, accept.Proposal),
        Accept accept => OnAccept(state, accept.Ballot, accept.Proposal),
        Read => Answer(new Report(state.Promised, state.Accepted)),
        _ => throw new ArgumentException($"Unknown message {message.GetType().Name}.", nameof(message)),
    };

    private static AcceptorStep OnPrepare(AcceptorState state, Ballot ballot)
    {
        // Without this, two proposers at one classic quorum could each believe that nothing below them can still be chosen.
        if (ballot < state.Promised) return Answer(new Nack(ballot, state.Promised, state.Accepted));
        var promise = new Promise(ballot, state.Accepted);
        return ballot == state.Promised ? Answer(promise) : Store(state with { Promised = ballot }, promise);
    }

    private static AcceptorStep OnFastAccept(AcceptorState state, Proposal proposal)
    {
        if (state.Accepted is { Ballot.IsFast: true } pair && pair.Proposal == proposal) return Answer(new Accepted(Ballot.Fast));
        // After a promise, whoever holds it counts on this acceptor's report; a second value would make the fast quorums disagree.
        if (!state.Promised.IsFast || state.Accepted is not null) return Answer(new Nack(Ballot.Fast, state.Promised, state.Accepted));
        return Store(state with { Accepted = new AcceptedPair(Ballot.Fast, proposal) }, new Accepted(Ballot.Fast));
    }

    private static AcceptorStep OnAccept(AcceptorState state, Ballot ballot, Proposal proposal)
    {
        // The promise: whoever got it has already decided what to propose from what was accepted until then.
        if (ballot < state.Promised) return Answer(new Nack(ballot, state.Promised, state.Accepted));
        if (state.Accepted is { } pair && pair.Ballot == ballot)
        {
            InvariantException.ThrowUnless(pair.Proposal == proposal,
                $"Ballot {ballot} carries {proposal.Id}, but it carried {pair.Proposal.Id} before: a ballot was used twice.");
            return Answer(new Accepted(ballot));
        }
        // Accepting is promising too: otherwise a lower ballot could still be accepted afterwards and hide this one.
        return Store(state with { Promised = ballot, Accepted = new AcceptedPair(ballot, proposal) }, new Accepted(ballot));
    }

    private static AcceptorStep OnLearn(AcceptorState state, Proposal proposal)
    {
        // What was forgotten stays so: taking it back from whoever still has it would undo the trimming.
        if (state == TrimmedSlot.State) return Answer(new Learned());
        if (state.Chosen is null) return new AcceptorStep(state with { Accepted = null, Chosen = proposal }, new Learned(), MustBeDurable: false);
        InvariantException.ThrowUnless(state.Chosen == proposal, $"{proposal.Id} is called chosen, but {state.Chosen.Id} was.");
        return Answer(new Learned());
    }

    private static AcceptorStep Answer(AcceptorReply reply) => new(null, reply, MustBeDurable: false);

    private static AcceptorStep Store(AcceptorState next, AcceptorReply reply) => new(next, reply, MustBeDurable: true);
}
