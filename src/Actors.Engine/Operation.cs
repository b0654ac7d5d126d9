using System.Numerics;
using Actors.Paxos;

namespace Actors.Engine;

/// <summary>One proposer at work on one register, for everybody on this node who wants the same.</summary>
internal sealed class Operation(RegisterKey key, Proposer proposer, int[] acceptors) : Timed
{
    private uint _answered;

    public RegisterKey Key => key;
    public Proposer Proposer => proposer;
    public int[] Acceptors => acceptors;
    public List<Waiter> Waiters { get; } = [];

    /// <summary>When the replies to the present phase are late, or the pause after a lost round is over.</summary>
    public TimeSpan LateAt { get; set; }

    /// <summary>The classic rounds begun so far.</summary>
    public int Rounds { get; set; }

    /// <summary>What it sent last, and waits for replies to.</summary>
    public AcceptorMessage? Latest { get; set; }

    /// <summary>Whether its outcome is known: late replies find nothing to do.</summary>
    public bool Done { get; set; }

    /// <summary>How many different acceptors have answered anything at all.</summary>
    public int Answered => BitOperations.PopCount(_answered);

    public void NoteAnswer(int acceptor) => _answered |= 1u << acceptor;

    public Outcome Outcome(OutcomeKind kind, Proposal? proposal) => new(kind, proposal, Answered, Rounds);
}
