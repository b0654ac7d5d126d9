namespace Actors.Paxos;

/// <summary>
/// One attempt to get one register decided: the fast round, then classic rounds until a quorum accepts (Lamport, <i>Paxos Made
/// Simple</i>, section 2.2, phases 1a and 2a; <i>Fast Paxos</i>, section 3). Without a proposal of its own it reads, and finishes
/// what others began only if it must. It is also the learner: it counts the acceptances of its own ballot.
/// </summary>
/// <remarks>Not thread-safe, and without clock or randomness: the caller says when replies are late and how long to wait after a lost round.</remarks>
public sealed class Proposer
{
    private readonly QuorumSystem _quorums;
    private readonly ProposerId _id;
    private readonly Proposal? _own;
    private readonly AcceptorReply?[] _replies;
    private Ballot _highest = Ballot.Fast;
    private Proposal? _candidate;

    /// <param name="quorums">The register's quorums.</param>
    /// <param name="id">This proposer and no other: see <see cref="ProposerId"/>.</param>
    /// <param name="own">What to propose, null to read.</param>
    public Proposer(QuorumSystem quorums, ProposerId id, Proposal? own)
    {
        _quorums = quorums;
        _id = id;
        _own = own;
        _replies = new AcceptorReply?[quorums.Acceptors];
    }

    /// <summary>A copy that can go another way: for whoever explores all of them.</summary>
    internal Proposer(Proposer other) : this(other._quorums, other._id, other._own)
    {
        other._replies.CopyTo(_replies, 0);
        (_highest, _candidate, Phase, Ballot) = (other._highest, other._candidate, other.Phase, other.Ballot);
    }

    /// <summary>What it remembers besides phase and ballot: for whoever explores all its ways and must know two that are alike.</summary>
    internal (Ballot Highest, Proposal? Candidate, IReadOnlyList<AcceptorReply?> Replies) Memory => (_highest, _candidate, _replies);

    /// <summary>What it is waiting for.</summary>
    public ProposerPhase Phase { get; private set; }

    /// <summary>The ballot of the present phase. It never changes between the two phases of a round.</summary>
    public Ballot Ballot { get; private set; }

    /// <summary>Starts: reads if there is nothing to propose, else tries the fast round, or a classic one if <paramref name="fast"/> is false
    /// because a fast quorum is known to be out of reach.</summary>
    public ProposerStep Begin(bool fast = true)
    {
        InvariantException.ThrowUnless(Phase == ProposerPhase.Idle, $"Proposer {_id} has begun already.");
        if (_own is null) return Enter(ProposerPhase.Reading, new Read());
        if (!fast) return BeginRound();
        _candidate = _own;
        return Enter(ProposerPhase.FastAccepting, new Accept(Ballot.Fast, _own));
    }

    /// <summary>
    /// Starts the next classic round, above every ballot seen: after a lost round, or at any time when replies are late. What was
    /// sent before may still be accepted; that is harmless.
    /// </summary>
    /// <exception cref="InvariantException">An acceptor has promised the last round that there is.</exception>
    public ProposerStep BeginRound()
    {
        if (Phase == ProposerPhase.Done) return ProposerStep.Wait;
        var last = Math.Max(_highest.Round, Ballot.Round);
        // A round that overflowed would be below all promises, and no ballot at all.
        InvariantException.ThrowUnless(last < Ballot.RoundMax,
            $"No round is left above {last}, which an acceptor has promised: rounds end at {Ballot.RoundMax}, and only a sender that means harm goes there.");
        Ballot = new Ballot(last + 1, _id);
        return Enter(ProposerPhase.Preparing, new Prepare(Ballot));
    }

    /// <summary>Takes the reply of acceptor number <paramref name="acceptor"/> (0 to N-1). Replies may be late, doubled or out of order.</summary>
    /// <exception cref="InvariantException">What the acceptors say cannot be true, or no round is left: see <see cref="BeginRound"/>.</exception>
    public ProposerStep Handle(int acceptor, AcceptorReply reply)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)acceptor, (uint)_quorums.Acceptors, nameof(acceptor));
        if (Phase == ProposerPhase.Done) return ProposerStep.Wait;
        if (reply is Chosen chosen) return Decide(chosen.Proposal);
        // Only the first reply of each acceptor to the present message counts: an older ballot's would count twice or for the wrong value.
        if (!Answers(reply) || _replies[acceptor] is not null) return ProposerStep.Wait;
        _replies[acceptor] = reply;
        return Phase switch
        {
            ProposerPhase.Reading => OnReport(),
            ProposerPhase.Preparing => OnPrepareReply(reply),
            _ => OnAcceptReply(reply),
        };
    }

    internal bool Answers(AcceptorReply reply) => reply switch
    {
        Report => Phase == ProposerPhase.Reading,
        Promise promise => Phase == ProposerPhase.Preparing && promise.Ballot == Ballot,
        Accepted accepted => Phase is ProposerPhase.FastAccepting or ProposerPhase.Accepting && accepted.Ballot == Ballot,
        Nack nack => Phase is ProposerPhase.FastAccepting or ProposerPhase.Preparing or ProposerPhase.Accepting && nack.Ballot == Ballot,
        _ => false,
    };

    private ProposerStep OnReport()
    {
        // A minority that has accepted nothing proves nothing; a classic quorum that has accepted nothing shows that no quorum had.
        if (_replies.Count(reply => reply is Report { Accepted: null }) >= _quorums.Classic) return EndUndecided();
        if (FindChosen() is { } chosen) return Decide(chosen);
        return Count<Report>() == _quorums.Acceptors ? BeginRound() : ProposerStep.Wait;
    }

    private ProposerStep OnPrepareReply(AcceptorReply reply)
    {
        if (reply is Nack nack) return OnRefusal(nack);
        if (Count<Promise>() < _quorums.Classic) return ProposerStep.Wait;
        var promises = _replies.OfType<Promise>().Select(promise => promise.Accepted).ToList();
        _candidate = Recovery.Pick(_quorums, promises, _own);
        if (_candidate is null) return EndUndecided();
        // The ballot stays what was promised: one that nobody promised could be accepted behind a higher round's back.
        return Enter(ProposerPhase.Accepting, new Accept(Ballot, _candidate));
    }

    private ProposerStep OnAcceptReply(AcceptorReply reply)
    {
        if (reply is Nack nack) return OnRefusal(nack);
        return Count<Accepted>() >= _quorums.SizeAt(Ballot) ? Decide(_candidate!) : ProposerStep.Wait;
    }

    private ProposerStep OnRefusal(Nack nack)
    {
        _highest = Ballot.Max(_highest, nack.Promised);
        var needed = Phase == ProposerPhase.FastAccepting ? _quorums.Fast : _quorums.Classic;
        if (FindChosen() is { } chosen) return Decide(chosen);
        if (Count<Nack>() <= _quorums.Acceptors - needed) return ProposerStep.Wait;
        // A collision in the fast round is settled at once; a lost classic round means somebody else is at work.
        if (Phase == ProposerPhase.FastAccepting) return BeginRound();
        Phase = ProposerPhase.Lost;
        return new ProposerStep(RoundLost: true);
    }

    /// <summary>A value that a whole quorum is seen to have accepted at one ballot, whoever proposed it.</summary>
    private Proposal? FindChosen()
    {
        foreach (var reply in _replies)
        {
            var pair = PairOf(reply);
            if (pair is not null && _replies.Count(other => PairOf(other) == pair) >= _quorums.SizeAt(pair.Ballot)) return pair.Proposal;
        }
        return null;
    }

    private AcceptedPair? PairOf(AcceptorReply? reply) => reply switch
    {
        Report report => report.Accepted,
        Nack nack => nack.Pair,
        Accepted accepted => new AcceptedPair(accepted.Ballot, _candidate!),
        _ => null,
    };

    private int Count<TReply>() where TReply : AcceptorReply
    {
        var count = 0;
        foreach (var reply in _replies)
            if (reply is TReply) count++;
        return count;
    }

    private ProposerStep Enter(ProposerPhase phase, AcceptorMessage message)
    {
        Phase = phase;
        Array.Clear(_replies);
        return new ProposerStep(Send: message);
    }

    private ProposerStep EndUndecided()
    {
        // With a proposal of its own there is always something to propose.
        InvariantException.ThrowUnless(_own is null, $"Proposer {_id} has a proposal but found nothing to propose.");
        Phase = ProposerPhase.Done;
        return new ProposerStep(Undecided: true);
    }

    private ProposerStep Decide(Proposal proposal)
    {
        Phase = ProposerPhase.Done;
        return new ProposerStep(Decided: proposal);
    }
}
