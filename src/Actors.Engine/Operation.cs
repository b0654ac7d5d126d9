using System.Numerics;
using Actors.Paxos;

namespace Actors.Engine;

/// <summary>One proposer at work on one register, for everybody on this node who wants the same.</summary>
internal sealed class Operation(RegisterKey key, Proposer proposer, int[] acceptors, bool proposes) : Timed
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
    public AcceptorMessage? Latest { get; private set; }

    /// <summary>In how many queues the latest message waits, and how many acceptors it is on its way to or has reached.</summary>
    public int Queued { get; private set; }

    /// <inheritdoc cref="Queued"/>
    public int Sent { get; private set; }

    /// <summary>Whether any message has left. All replies to one that has not come later than whoever joins it now.</summary>
    public bool HasLeft { get; internal set; }

    /// <summary>Whether a caller who wants this is told the truth by the outcome: see <see cref="ProposerEngine"/>.</summary>
    public bool Admits(Proposal? own) => Proposes || (own is null && !HasLeft);

    private bool Proposes { get; } = proposes;

    /// <summary>Whether its outcome is known: late replies find nothing to do.</summary>
    public bool Done { get; set; }

    /// <summary>How many different acceptors have answered anything at all.</summary>
    public int Answered => BitOperations.PopCount(_answered);

    public void NoteAnswer(int acceptor) => _answered |= 1u << acceptor;

    public bool HasAnswered(int acceptor) => (_answered & (1u << acceptor)) != 0;

    /// <summary>Another message takes the place of the latest one: what waits of that is stale.</summary>
    public void Begin(AcceptorMessage message) => (Latest, Queued, Sent) = (message, 0, 0);

    public void OnQueued() => Queued++;

    public void OnDropped() => Queued--;

    public void OnSent() => (Queued, Sent, HasLeft) = (Queued - 1, Sent + 1, true);

    /// <summary>An answer had no room for the reply.</summary>
    public void OnReturned() => (Queued, Sent) = (Queued + 1, Sent - 1);

    public Outcome Outcome(OutcomeKind kind, Proposal? proposal) => new(kind, proposal, Answered, Rounds);
}
