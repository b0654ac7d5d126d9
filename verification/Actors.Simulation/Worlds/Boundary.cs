using Actors.Engine;
using Actors.Engine.Identity;
using Actors.Engine.Tables;
using Actors.Paxos;

namespace Actors.Simulation.Worlds;

/// <summary>
/// All that passes between the product's classes and the world: messages, replies, states, restarts, verdicts. As it stands it changes
/// nothing; a sabotage overrides one of these and so makes a mistake that the product does not make.
/// </summary>
internal class Boundary
{
    /// <summary>Makes the world one in which the mistake can show: its shape, never its faults.</summary>
    public virtual void Prepare(WorldPlan plan) { }

    /// <summary>What the nodes believe to be the quorums of <paramref name="acceptors"/> acceptors.</summary>
    public virtual QuorumSystem Quorums(int acceptors) => QuorumSystem.Of(acceptors);

    /// <summary>The rules of an acceptor.</summary>
    public virtual AcceptorStep Handle(AcceptorState state, AcceptorMessage message) => Acceptor.Handle(state, message);

    /// <summary>The store that a node's acceptor is given.</summary>
    public virtual IRegisterStore Open(SimulatedDisk disk) => disk;

    /// <summary>A node that crashed is about to read its disk back.</summary>
    public virtual void OnRestart(SimulatedDisk disk, SeededRandom random) { }

    /// <summary>The incarnation that a proposer is given, after the disk has raised it to <paramref name="raised"/>.</summary>
    public virtual long Incarnation(long raised) => raised;

    /// <summary>Whose luck a proposer has: nobody else's, whatever its machine has forgotten.</summary>
    public virtual string Luck(Machine machine, long incarnation) => $"{machine.Index}/{machine.Life}/{incarnation}";

    /// <summary>The name of a client in one of its lives.</summary>
    public virtual string ClientName(int client, int life) => $"c{client}.{life}";

    /// <summary>What a node sends instead of the messages of this batch: as many.</summary>
    public virtual RegisterMessage OnSend(string node, RegisterMessage message) => message;

    /// <summary>A batch leaves.</summary>
    public virtual void OnLeaving(Batch batch) { }

    /// <summary>What a node takes from a reply that <paramref name="acceptor"/> sent to a message.</summary>
    public virtual AcceptorReply OnReceive(string node, string acceptor, RegisterMessage message, AcceptorReply reply) => reply;

    /// <summary>What a node takes from an acceptor's silence; null for a missing vote.</summary>
    public virtual AcceptorReply? OnSilence(RegisterMessage message) => null;

    /// <summary>What a node takes from an acceptor that it suspects and skips; null for a missing vote.</summary>
    public virtual AcceptorReply? OnSuspect(RegisterMessage message) => null;

    /// <summary>What a caller is told, by a proposer that works with these quorums.</summary>
    public virtual Outcome OnOutcome(Outcome outcome, QuorumSystem quorums) => outcome;

    /// <summary>The boot id under which a node tries to start, where <paramref name="drawn"/> was drawn for it.</summary>
    public virtual Guid Boot(SimulatedNode node, Guid drawn) => drawn;

    /// <summary>A node has noted that its start was shown.</summary>
    /// <returns>When it opens it.</returns>
    public virtual TimeSpan OnNoted(VotingGate gate) => TimeSpan.Zero;

    /// <summary>A node is about to take this step of its start.</summary>
    public virtual void OnStep(VotingGate gate, StartStep step) { }

    /// <summary>What a node that starts takes from a register that it had decided.</summary>
    public virtual Proposal OnDecided(StartStep.Decide decide, Proposal winner) => winner;

    /// <summary>What a node that starts makes of what was recorded when nodes stopped.</summary>
    public virtual IReadOnlyList<StoreMark> Recalls(IReadOnlyList<StoreMark> recorded) => recorded;

    /// <summary>Whether a node's acceptors answer a batch.</summary>
    public virtual bool Admits(VotingGate gate, IReadOnlyList<RegisterMessage> messages) => gate.Admits(messages);

    /// <summary>The mark of its store that an acceptor is told to have been seen.</summary>
    public virtual StoreMark Seen(StoreMark seen) => seen;

    /// <summary>What a machine tells, with what it sends, of the stores of all nodes.</summary>
    public virtual IReadOnlyList<StoreMark> Tells(Machine machine, IReadOnlyList<StoreMark> marks) => marks;

    /// <summary>What a node that works with the layouts <paramref name="own"/> says and checks instead of it, where the right ones are others.</summary>
    public virtual Layouts Bound(Layouts own, Layouts right) => own;

    /// <summary>What a silo proposes the second time, and later ones, when it was not answered.</summary>
    public virtual Proposal OnRepeat(Proposal proposal, SeededRandom random) => proposal;

    /// <summary>The rows that a silo changes, where it knows the latest ones and has known earlier ones.</summary>
    public virtual VersionedTable<int, Cell> RowsOf(VersionedTable<int, Cell> earlier, VersionedTable<int, Cell> latest) => latest;

    /// <summary>The version that a silo proposes its change for, where <paramref name="next"/> is the next one.</summary>
    public virtual int VersionOf(int next) => next;

    /// <summary>What a silo takes from what it is told of a table version: who won, null for nobody yet.</summary>
    public virtual Proposal? OnVersion(Proposal? winner) => winner;

    /// <summary>What a silo makes of the answer to a proposal: whether its change is that version, null where nobody can tell any more.</summary>
    public virtual bool? OnAppended(bool? won) => won;

    /// <summary>Below which version of the table a node's acceptor forgets all, where it may below <paramref name="first"/>.</summary>
    public virtual SlotKey Forgets(SlotKey first) => first;

    /// <summary>Whether a caller is told that it won.</summary>
    public virtual bool Won(Proposal own, Proposal holds) => own.Id == holds.Id;
}
