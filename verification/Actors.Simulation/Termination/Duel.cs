using Actors.Engine;
using Actors.Paxos;
using Actors.Simulation.Checkers;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Termination;

/// <summary>
/// Proposers that want different values at once, on a network without faults that could not be worse for them: what carries a value takes
/// three times as long as what does not, so each one's prepare overtakes the other's accept. They run the product's engines.
/// </summary>
internal sealed class Duel
{
    private static readonly TimeSpan Light = TimeSpan.FromMilliseconds(20), Heavy = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan Give = TimeSpan.FromSeconds(20);
    private static readonly RegisterKey Key = new("k");

    private readonly EventQueue _events = new();
    private readonly ProposerEngine[] _proposers;
    private readonly Dictionary<string, AcceptorState> _acceptors = [];
    private readonly TimeSpan?[] _timers;
    private int? _rounds;

    private Duel(int duellists, long seed, Pauses pauses)
    {
        var random = new SeededRandom(seed, "duel");
        var layout = new ClusterLayout(["n1", "n2", "n3"], 3);
        foreach (var node in layout.Nodes) _acceptors[node] = AcceptorState.Initial;
        _proposers = [.. layout.Nodes.Take(duellists).Select(NewProposer)];
        _timers = new TimeSpan?[duellists];
        for (var i = 0; i < duellists; i++) Begin(i, random.Between(TimeSpan.Zero, Light));

        ProposerEngine NewProposer(string node)
        {
            var luck = new Luck(new SeededRandom(seed, $"pauses of {node}"), pauses);
            return new ProposerEngine(layout, new ProposerIds(node, 1, luck), new ProposerOptions(), luck);
        }
    }

    /// <summary>Lets them fight.</summary>
    /// <param name="duellists">2 or 3.</param>
    /// <param name="seed">When each of them begins, within the time of one message, and its pauses.</param>
    /// <param name="pauses">How they pause after a lost round.</param>
    /// <param name="roundsMax">When to stop looking.</param>
    /// <returns>How many classic rounds the first one to know the value took, null if it took more than allowed.</returns>
    public static int? Run(int duellists, long seed, Pauses pauses, int roundsMax)
    {
        var duel = new Duel(duellists, seed, pauses);
        while (duel._rounds is null && duel._events.Step(Give)) { }
        return duel._rounds <= roundsMax ? duel._rounds : null;
    }

    private void Begin(int i, TimeSpan at) => _events.At(at, () =>
    {
        _proposers[i].Propose(new Duellist(this), Key, Name.Proposal(i + 1, new RegisterValue(default, "")), Give, _events.Now);
        Execute(i);
    });

    private void Execute(int i)
    {
        while (_proposers[i].TakeEffects() is { } effects)
        {
            foreach (var (caller, outcome) in effects.Completions) caller.Complete(outcome);
            foreach (var batch in effects.Batches) Send(i, batch);
        }
        if (_proposers[i].NextTimer is not { } due || due >= _timers[i]) return;
        _timers[i] = due;
        _events.At(due, () =>
        {
            if (_timers[i] != due) return;
            _timers[i] = null;
            _proposers[i].OnTimer(_events.Now);
            Execute(i);
        });
    }

    private void Send(int i, Batch batch)
    {
        var local = batch.Node == $"n{i + 1}";
        var there = local ? TimeSpan.Zero : batch.Messages.Any(message => message.Message is Accept { Ballot.IsFast: false }) ? Heavy : Light;
        _events.After(there, () =>
        {
            var replies = batch.Messages.Select(message => Handle(batch.Node, message.Message)).ToArray();
            _events.After(local ? TimeSpan.Zero : Light, () =>
            {
                _proposers[i].OnReplies(batch, replies, default, _events.Now);
                Execute(i);
            });
        });
    }

    private AcceptorReply Handle(string acceptor, AcceptorMessage message)
    {
        var step = Acceptor.Handle(_acceptors[acceptor], message);
        _acceptors[acceptor] = step.Next ?? _acceptors[acceptor];
        return step.Reply;
    }

    private sealed class Duellist(Duel duel) : Caller
    {
        public override void Complete(Outcome outcome) => duel._rounds ??= outcome.Rounds;
    }

    /// <summary>Makes all pauses shorter than the product would have them, or none.</summary>
    private sealed class Luck(SeededRandom random, Pauses pauses) : Random
    {
        public override double NextDouble() => pauses switch { Pauses.None => 0, Pauses.Short => random.NextDouble() / 10, _ => random.NextDouble() };
    }
}
