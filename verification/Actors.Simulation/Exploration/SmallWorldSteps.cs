using Actors.Engine;
using Actors.Paxos;
using Actors.Simulation.Checkers;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Exploration;

/// <summary>Everything that can happen next in a small world.</summary>
/// <param name="quorums">What the proposers believe to be the quorums.</param>
/// <param name="boundary">The rules; a sabotage breaks them.</param>
/// <param name="lateAnswers">
/// Whether answers travel as requests do. Otherwise each is heard at once or never, which leaves far fewer states and, but for one case,
/// loses no behaviour: a proposer takes the answers to its present message as a set, so hearing one of them earlier only makes it send
/// the next message earlier, which may be delivered late. The case: a refusal of the prepare that comes when the same ballot is being accepted.
/// </param>
internal sealed class SmallWorldSteps(QuorumSystem quorums, Boundary boundary, bool lateAnswers)
{
    private static readonly RegisterKey Key = new("k");

    public IEnumerable<SmallWorld> After(SmallWorld world)
    {
        foreach (var sent in world.Messages)
            for (var acceptor = 0; acceptor < world.Acceptors.Length; acceptor++)
                foreach (var next in Deliver(world, sent, acceptor))
                    yield return next;
        foreach (var (acceptor, proposer, reply) in world.Answers) yield return Hear(world, acceptor, proposer, reply);
        for (var proposer = 0; proposer < world.Proposers.Length; proposer++)
        {
            if (world.Decided[proposer] is null && world.RoundsLeft[proposer] > 0) yield return BeginRound(world, proposer);
            if (world.CrashesLeft > 0) yield return CrashProposer(world, proposer);
        }
        for (var acceptor = 0; acceptor < world.Acceptors.Length && world.CrashesLeft > 0; acceptor++)
            yield return CrashAcceptor(world, acceptor);
    }

    private IEnumerable<SmallWorld> Deliver(SmallWorld world, SmallWorld.Sent sent, int acceptor)
    {
        var step = boundary.Handle(world.Acceptors[acceptor], sent.Message);
        var reply = boundary.OnReceive($"n{sent.Proposer + 1}", $"a{acceptor}", new RegisterMessage(Key, sent.Message), step.Reply);
        var awaited = sent.Life == world.Lives[sent.Proposer] && IsAwaited(world.Proposers[sent.Proposer], acceptor, reply);
        var taken = step.Next is null ? world : Store(world, sent, acceptor, step);
        if (!awaited || !lateAnswers)
        {
            if (taken != world) yield return taken;
            if (awaited) yield return Hear(taken, acceptor, sent.Proposer, reply);
            yield break;
        }
        var answer = new SmallWorld.Answer(acceptor, sent.Proposer, reply);
        if (!world.Answers.Contains(answer)) yield return taken.With(answers: [.. world.Answers, answer]);
        else if (taken != world) yield return taken;
    }

    // First stored, then adopted, then answered: a crash in between is an answer that is never heard.
    private static SmallWorld Store(SmallWorld world, SmallWorld.Sent sent, int acceptor, AcceptorStep step) => world.With(
        disks: step.MustBeDurable ? With(world.Disks, acceptor, step.Next!) : null,
        acceptors: With(world.Acceptors, acceptor, step.Next!),
        history: (world, () => $"a{acceptor + 1} takes {Name.Of(sent.Message)} of n{sent.Proposer + 1} and answers {Name.Of(step.Reply)}"));

    private static SmallWorld Hear(SmallWorld world, int acceptor, int p, AcceptorReply reply)
    {
        var proposer = new Proposer(world.Proposers[p]);
        var step = proposer.Handle(acceptor, reply);
        return Move(world, p, proposer, step, world.RoundsLeft, () => $"n{p + 1} hears from a{acceptor + 1}: {Name.Of(reply)}");
    }

    private SmallWorld BeginRound(SmallWorld world, int p)
    {
        var proposer = new Proposer(world.Proposers[p]);
        var step = proposer.BeginRound();
        return Move(world, p, proposer, step, With(world.RoundsLeft, p, (byte)(world.RoundsLeft[p] - 1)), () => $"n{p + 1} begins round {proposer.Ballot}");
    }

    private static SmallWorld Move(SmallWorld world, int p, Proposer proposer, ProposerStep step, byte[] roundsLeft, Func<string> text)
    {
        var sends = step.Send;
        // A collision makes the proposer begin its next round by itself; where no round is left, that world goes no further.
        if (sends is Prepare && ReferenceEquals(roundsLeft, world.RoundsLeft))
        {
            if (roundsLeft[p] == 0) sends = null;
            else roundsLeft = With(roundsLeft, p, (byte)(roundsLeft[p] - 1));
        }
        if (step.Decided is { } decided)
        {
            InvariantException.ThrowUnless(world.Value is null || world.Value == decided, $"{Name.Of(world.Value!)} was learned, and now {Name.Of(decided)}");
            sends = new Learn(decided);
        }
        return world.With(
            proposers: With(world.Proposers, p, proposer),
            roundsLeft: roundsLeft,
            decided: step.Decided is null ? null : With(world.Decided, p, step.Decided),
            messages: sends is null ? null : Add(world.Messages, new SmallWorld.Sent(p, world.Lives[p], sends)),
            answers: Array.FindAll(world.Answers, answer => answer.Proposer != p || IsAwaited(proposer, answer.Acceptor, answer.Reply)),
            value: step.Decided,
            history: (world, text));
    }

    private SmallWorld CrashProposer(SmallWorld world, int p)
    {
        var life = (byte)(world.Lives[p] + 1);
        var proposer = SmallWorld.NewProposer(quorums, p, life);
        return world.With(
            proposers: With(world.Proposers, p, proposer),
            lives: With(world.Lives, p, life),
            decided: With(world.Decided, p, null),
            messages: Add(world.Messages, new SmallWorld.Sent(p, life, proposer.Begin().Send!)),
            answers: Array.FindAll(world.Answers, answer => answer.Proposer != p),
            crashes: 1,
            history: (world, () => $"n{p + 1} crashes and starts again"));
    }

    private static SmallWorld CrashAcceptor(SmallWorld world, int acceptor) => world.With(
        acceptors: With(world.Acceptors, acceptor, world.Disks[acceptor]),
        crashes: 1,
        history: (world, () => $"a{acceptor + 1} crashes and starts again"));

    private static bool IsAwaited(Proposer proposer, int acceptor, AcceptorReply reply) =>
        proposer.Phase != ProposerPhase.Done && (reply is Chosen || (proposer.Answers(reply) && proposer.Memory.Replies[acceptor] is null));

    private static SmallWorld.Sent[] Add(SmallWorld.Sent[] messages, SmallWorld.Sent sent) => messages.Contains(sent) ? messages : [.. messages, sent];

    private static T[] With<T>(T[] items, int index, T item)
    {
        var copy = (T[])items.Clone();
        copy[index] = item;
        return copy;
    }
}
