using Actors.Paxos;
using Actors.Simulation.Checkers;

namespace Actors.Simulation.Exploration;

/// <summary>
/// One moment of a small world: acceptors, proposers, and every message that was ever sent. What was sent can be delivered at any time,
/// again and again, or never, so loss, delay, reordering and duplication need no steps of their own.
/// </summary>
internal sealed class SmallWorld
{
    public required AcceptorState[] Disks { get; init; }

    /// <summary>What each acceptor believes: its disk, and the decision if it was told and has not written that safely.</summary>
    public required AcceptorState[] Acceptors { get; init; }

    public required Proposer[] Proposers { get; init; }

    /// <summary>How often each proposer was started.</summary>
    public required byte[] Lives { get; init; }

    /// <summary>How many classic ballots each proposer may still use.</summary>
    public required byte[] RoundsLeft { get; init; }

    /// <summary>What each proposer was told, in its present life.</summary>
    public required Proposal?[] Decided { get; init; }

    public required Sent[] Messages { get; init; }
    public required Answer[] Answers { get; init; }
    public byte CrashesLeft { get; init; }

    /// <summary>The value that somebody has learned.</summary>
    public Proposal? Value { get; init; }

    /// <summary>How it came to this, for printing.</summary>
    public (SmallWorld? Before, Func<string>? Step) History { get; set; }

    /// <summary>A message and the life of the proposer that sent it.</summary>
    public readonly record struct Sent(int Proposer, byte Life, AcceptorMessage Message);

    /// <summary>A reply on its way.</summary>
    public readonly record struct Answer(int Acceptor, int Proposer, AcceptorReply Reply);

    /// <summary>The steps that led here, first to last.</summary>
    public IEnumerable<string> Steps()
    {
        var steps = new Stack<string>();
        for (var world = this; world.History.Before is { } before; world = before) steps.Push(world.History.Step!());
        return steps;
    }

    /// <summary>The same moment with some parts changed; what is null stays as it is.</summary>
    public SmallWorld With(
        AcceptorState[]? disks = null, AcceptorState[]? acceptors = null, Proposer[]? proposers = null, byte[]? lives = null, byte[]? roundsLeft = null,
        Proposal?[]? decided = null, Sent[]? messages = null, Answer[]? answers = null, byte crashes = 0, Proposal? value = null,
        (SmallWorld?, Func<string>?)? history = null) => new()
        {
            Disks = disks ?? Disks,
            Acceptors = acceptors ?? Acceptors,
            Proposers = proposers ?? Proposers,
            Lives = lives ?? Lives,
            RoundsLeft = roundsLeft ?? RoundsLeft,
            Decided = decided ?? Decided,
            Messages = messages ?? Messages,
            Answers = answers ?? Answers,
            CrashesLeft = (byte)(CrashesLeft - crashes),
            Value = Value ?? value,
            History = history ?? History,
        };

    public static SmallWorld Begin(QuorumSystem quorums, int roundsEach, int crashes)
    {
        var acceptors = new AcceptorState[quorums.Acceptors];
        Array.Fill(acceptors, AcceptorState.Initial);
        var proposers = new[] { NewProposer(quorums, 0, 1), NewProposer(quorums, 1, 1) };
        return new SmallWorld
        {
            Disks = acceptors,
            Acceptors = acceptors,
            Proposers = proposers,
            Lives = [1, 1],
            RoundsLeft = [(byte)roundsEach, (byte)roundsEach],
            Decided = [null, null],
            // That both begin at once loses nothing: what they send may arrive at any time.
            Messages = [.. proposers.Select((proposer, i) => new Sent(i, 1, proposer.Begin().Send!))],
            Answers = [],
            CrashesLeft = (byte)crashes,
        };
    }

    /// <summary>Every life of a proposer serves another caller, so it proposes something else.</summary>
    public static Proposer NewProposer(QuorumSystem quorums, int proposer, byte life) =>
        new(quorums, new ProposerId($"n{proposer + 1}", life, 1), Name.Proposal(proposer + 1 + (2 * (life - 1)), new RegisterValue(default, "")));
}
