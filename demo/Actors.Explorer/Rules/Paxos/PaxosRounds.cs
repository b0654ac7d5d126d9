using System.Collections.Immutable;
using System.Globalization;
using Actors.Explorer.Worlds;
using Actors.Paxos;

namespace Actors.Explorer.Rules.Paxos;

/// <summary>Steps 6 and 7: the product's own <see cref="Proposer"/> and <see cref="Acceptor"/>, two of one and three of the other.</summary>
public sealed class PaxosRounds : Protocol
{
    private const int Callers = 2, Acceptors = 3, EndlessAfter = 3;

    private readonly QuorumSystem _quorums;
    private readonly bool _fast, _forgetful, _crashLate;
    private readonly int _rounds, _proposing, _recovering;

    private PaxosRounds(QuorumSystem quorums, bool fast, int rounds, int proposing = Callers, int recovering = Callers, bool forgetful = false, bool crashLate = false) =>
        (_quorums, _fast, _rounds, _proposing, _recovering, _forgetful, _crashLate) = (quorums, fast, rounds, proposing, recovering, forgetful, crashLate);

    /// <inheritdoc/>
    public override IReadOnlyList<Lane> Lanes { get; } =
        [.. CallerLanes.All, .. Enumerable.Range(1, Acceptors).Select(acceptor => new Lane($"Acceptor {acceptor}", $"a{acceptor}", LaneKind.Voter, Alike: true))];

    /// <inheritdoc/>
    public override bool IsOpenEnded => true;

    /// <summary>Classic rounds only.</summary>
    /// <param name="rounds">How many each proposer may begin.</param>
    public static PaxosRounds Classic(int rounds) => new(QuorumSystem.Of(Acceptors), false, rounds);

    /// <summary>The fast round first.</summary>
    /// <param name="rounds">How many classic rounds each proposer may begin after it.</param>
    /// <param name="proposing">1 if nobody but the customer wants anything.</param>
    /// <param name="recovering">1 if nobody but the customer may begin a classic round.</param>
    public static PaxosRounds Fast(int rounds, int proposing = Callers, int recovering = Callers) =>
        new(QuorumSystem.Of(Acceptors), true, rounds, proposing, recovering);

    /// <summary>A mistake: two of three are taken for enough in the fast round.</summary>
    public static PaxosRounds FastWithTwo(int rounds) => new(QuorumSystem.Unchecked(Acceptors, 2, 2), true, rounds);

    /// <summary>A mistake: acceptors keep nothing on disk, so that a crash makes them forget.</summary>
    /// <param name="rounds">How many each proposer may begin.</param>
    /// <param name="crashLate">Whether they crash only once somebody knows the outcome.</param>
    public static PaxosRounds Forgetful(int rounds, bool crashLate = false) => new(QuorumSystem.Of(Acceptors), false, rounds, forgetful: true, crashLate: crashLate);

    /// <inheritdoc/>
    public override Reaction Begin(int node)
    {
        if (node >= Callers) return new Reaction(new AcceptorNode(AcceptorState.Initial), "");
        var proposer = new Proposer(_quorums, new ProposerId(Lanes[node].Name, 1, 1), Words.ProposalOf(node));
        var rounds = node < Math.Min(_proposing, _recovering) ? _rounds : 0;
        return _fast && node < _proposing
            ? new Reaction(new ProposerNode(proposer, rounds), "", ToAll(proposer.Begin().Send!))
            : new Reaction(new ProposerNode(proposer, rounds), "");
    }

    /// <inheritdoc/>
    public override string? Action(ImmutableArray<NodeState> nodes, int node) =>
        nodes[node] is ProposerNode { Outcome: null, Puzzle: null, RoundsLeft: > 0 } proposer
            ? string.Create(CultureInfo.InvariantCulture, $"begin round {Math.Max(proposer.Proposer.Memory.Highest.Round, proposer.Proposer.Ballot.Round) + 1}")
            : null;

    /// <inheritdoc/>
    public override Reaction Act(ImmutableArray<NodeState> nodes, int node)
    {
        var state = (ProposerNode)nodes[node];
        var proposer = new Proposer(state.Proposer);
        var step = proposer.BeginRound();
        return new Reaction(
            new ProposerNode(proposer, state.RoundsLeft - 1), $"begins round {Words.Of(proposer.Ballot)} and asks for promises", ToAll(step.Send!));
    }

    /// <inheritdoc/>
    public override Reaction Receive(ImmutableArray<NodeState> nodes, int node, Message message) => (nodes[node], message.Payload) switch
    {
        (AcceptorNode acceptor, ToAcceptor request) => Answer(acceptor, message.From, request.Message),
        (ProposerNode { Outcome: null, Puzzle: null } proposer, ToProposer reply) => Hear(proposer, message.From - Callers, reply.Reply),
        (var state, _) => new(state, "knows already"),
    };

    /// <summary>Replies to what a proposer has given up, and replies to one that knows. Ballots only grow, so they stay so.</summary>
    public override bool IsInert(ImmutableArray<NodeState> nodes, Message message) =>
        nodes[message.To] is ProposerNode proposer && (proposer.Outcome is not null || proposer.Puzzle is not null || !proposer.Proposer.Answers(((ToProposer)message.Payload).Reply));

    /// <inheritdoc/>
    public override bool MayCrash(ImmutableArray<NodeState> nodes, int node) => base.MayCrash(nodes, node) && (!_crashLate || nodes.Any(state => state.Decided is not null));

    /// <inheritdoc/>
    public override NodeState AfterCrash(NodeState state, int node) => _forgetful ? new AcceptorNode(AcceptorState.Initial) : state;

    /// <inheritdoc/>
    public override Verdict Hopeless(World world) => world.Nodes.OfType<ProposerNode>().FirstOrDefault(proposer => proposer.Puzzle is not null) is { } puzzled
        ? new Verdict(VerdictKind.KnowledgeLost, $"Nobody who asks now can know. {puzzled.Puzzle}")
        : Undecided(world);

    /// <inheritdoc/>
    public override Verdict Undecided(World world)
    {
        var rounds = world.Nodes.OfType<ProposerNode>().Max(proposer => proposer.Proposer.Ballot.Round);
        return rounds < EndlessAfter
            ? base.Undecided(world)
            : new Verdict(VerdictKind.Endless, string.Create(CultureInfo.InvariantCulture,
                $"Undecided in round {rounds}, though no message was wrong. Each round was overtaken by the next, and the next can be overtaken too."));
    }

    private static Reaction Answer(AcceptorNode acceptor, int from, AcceptorMessage message)
    {
        var step = Acceptor.Handle(acceptor.State, message);
        var note = step.Reply switch
        {
            Promise { Accepted: null } promise => $"promises {Words.Of(promise.Ballot)}: it will accept nothing older",
            Promise promise => $"promises {Words.Of(promise.Ballot)}, and tells that it accepted {Words.Of(promise.Accepted!.Proposal)}",
            Accepted => $"accepts {Words.Of(((Accept)message).Proposal)}",
            Nack { Promised.IsFast: true } nack => $"refuses: it has accepted {Words.Of(nack.Pair!.Proposal)}",
            Nack nack => $"refuses: it has promised {Words.Of(nack.Promised)}",
            _ => "answers",
        };
        return new Reaction(new AcceptorNode(step.Next ?? acceptor.State), note, [(from, new ToProposer(step.Reply))]);
    }

    private static Reaction Hear(ProposerNode state, int acceptor, AcceptorReply reply)
    {
        var proposer = new Proposer(state.Proposer);
        ProposerStep step;
        try
        {
            step = proposer.Handle(acceptor, reply);
        }
        catch (InvariantException)
        {
            return new Reaction(state with { Puzzle = Puzzle }, "cannot tell which value was chosen");
        }
        if (step.Decided is { } decided)
            return new Reaction(new ProposerNode(proposer, state.RoundsLeft, Words.Of(decided)), $"hears enough of them and concludes: {Words.Of(decided)}");
        return step.Send switch
        {
            // A collision makes the product's proposer begin its next round by itself; where no round is left, this world ends here.
            Prepare when state.RoundsLeft == 0 => new Reaction(new ProposerNode(proposer, 0), "sees that the fast round collided"),
            Prepare prepare => new Reaction(
                new ProposerNode(proposer, state.RoundsLeft - 1), $"sees that the fast round collided, and begins round {Words.Of(prepare.Ballot)}", ToAll(prepare)),
            Accept accept => new Reaction(
                new ProposerNode(proposer, state.RoundsLeft), $"has a majority of promises, and asks to accept {Words.Of(accept.Proposal)}", ToAll(accept)),
            _ => new Reaction(new ProposerNode(proposer, state.RoundsLeft), step.RoundLost ? "has lost this round" : "notes it"),
        };
    }

    private const string Puzzle =
        "The two acceptors that answered hold different values, and either may have been chosen together with the silent third. If two of three were enough, "
        + "no rule can pick the right one.";

    private static IReadOnlyList<(int To, Payload Payload)> ToAll(AcceptorMessage message) =>
        [.. Enumerable.Range(Callers, Acceptors).Select(acceptor => (acceptor, (Payload)new ToAcceptor(message)))];
}
