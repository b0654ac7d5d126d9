using System.Numerics;
using Actors.Paxos;

namespace Actors.Engine;

/// <summary>One proposer at work on one register, for everybody on this node who wants the same.</summary>
internal sealed class Operation(RegisterKey key, Proposer proposer, int[] acceptors, bool proposes) : Timed
{
    private uint _answered, _queued, _sent;

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

    /// <summary>To how many acceptors the latest message has left.</summary>
    public int Sent => BitOperations.PopCount(_sent);

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
    public void Begin(AcceptorMessage message) => (Latest, _queued, _sent) = (message, 0, 0);

    /// <summary>Whether the latest message waits in the queue to an acceptor.</summary>
    public bool IsQueued(int acceptor) => (_queued & (1u << acceptor)) != 0;

    /// <summary>The latest message waits to be sent, for the first time or because an answer had no room for the reply.</summary>
    public void OnQueued(int acceptor) => (_queued, _sent) = (_queued | (1u << acceptor), _sent & ~(1u << acceptor));

    public void OnDropped(int acceptor) => _queued &= ~(1u << acceptor);

    /// <summary>The latest message leaves, and no reply can be late before <paramref name="lateAt"/>.</summary>
    public void OnSent(int acceptor, TimeSpan lateAt)
    {
        (_queued, _sent, HasLeft) = (_queued & ~(1u << acceptor), _sent | (1u << acceptor), true);
        if (LateAt < lateAt) LateAt = lateAt;
    }

    public Outcome Outcome(OutcomeKind kind, Proposal? proposal) => new(kind, proposal, Answered, Rounds);
}
