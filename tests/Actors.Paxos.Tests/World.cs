namespace Actors.Paxos.Tests;

/// <summary>
/// One register in a made-up world that its seed determines: acceptors, callers and a network that loses, doubles and reorders.
/// First faults, then healing.
/// </summary>
internal sealed class World
{
    private const int FaultySteps = 120, HealingSteps = 3_000;

    private readonly Random _random;
    private readonly WorldNode[] _nodes;
    private readonly WorldCaller[] _callers;
    private readonly List<Envelope> _network = [];
    private readonly HashSet<Proposal> _decided = [];

    /// <summary>A message on its way to acceptor <paramref name="Node"/>, or its reply on the way back to the attempt that asked.</summary>
    private sealed record Envelope(WorldCaller Caller, Proposer Attempt, int Node, AcceptorMessage Message, AcceptorReply? Reply = null);

    public World(
        int seed, QuorumSystem quorums, Func<AcceptorState, AcceptorMessage, AcceptorStep>? rules = null, bool reuseProposerIds = false)
    {
        _random = new Random(seed);
        _nodes = [.. Enumerable.Range(0, quorums.Acceptors).Select(_ => new WorldNode(rules ?? Acceptor.Handle))];
        var proposals = Enumerable.Range(1, _random.Next(2, 5)).Select(Proposal);
        var readers = Enumerable.Repeat<Proposal?>(null, _random.Next(1, 3));
        _callers = [.. proposals.Concat(readers).Select((own, index) => new WorldCaller(quorums, reuseProposerIds ? 0 : index, own, reuseProposerIds))];
    }

    /// <summary>Runs to the end. Null if all is well, else what broke.</summary>
    public string? Run()
    {
        try
        {
            for (var step = 0; step < FaultySteps; step++) Disturb();
            for (var step = 0; step < HealingSteps && _callers.Any(caller => caller.Outcome is null); step++) Heal();
            foreach (var caller in _callers)
                InvariantException.ThrowUnless(caller.Outcome is not null, $"A caller is still waiting: {caller.Phase}.");
            return null;
        }
        catch (InvariantException broken)
        {
            return broken.Message;
        }
    }

    private void Disturb()
    {
        switch (_random.Next(100))
        {
            case < 60: DeliverAny(); break;
            case < 68: TakeAny(); break;
            case < 76: if (_network.Count > 0) _network.Add(_network[_random.Next(_network.Count)]); break;
            case < 92: Nudge(AnyCaller()); break;
            case < 96: _nodes[_random.Next(_nodes.Length)].Restart(); break;
            default: AnyCaller().Restart(); break;
        }
    }

    private void Heal()
    {
        if (_network.Count > 0) DeliverAny();
        else Nudge(_callers.Where(caller => caller.Outcome is null).ElementAt(_random.Next(_callers.Count(caller => caller.Outcome is null))));
    }

    private WorldCaller AnyCaller() => _callers[_random.Next(_callers.Length)];

    private Envelope? TakeAny()
    {
        if (_network.Count == 0) return null;
        var index = _random.Next(_network.Count);
        var envelope = _network[index];
        _network[index] = _network[^1];
        _network.RemoveAt(_network.Count - 1);
        return envelope;
    }

    private void DeliverAny()
    {
        if (TakeAny() is not { } envelope) return;
        if (envelope.Reply is null) _network.Add(envelope with { Reply = _nodes[envelope.Node].Handle(envelope.Message) });
        else if (envelope.Attempt == envelope.Caller.Attempt) Do(envelope.Caller, envelope.Attempt.Handle(envelope.Node, envelope.Reply));
    }

    private void Nudge(WorldCaller caller) => Do(caller, caller.Nudge(somethingWasDecided: _decided.Count > 0, fast: _random.Next(4) > 0));

    private void Do(WorldCaller caller, ProposerStep step)
    {
        if (step.Send is { } message) Broadcast(caller, message);
        if (step.Undecided) caller.EndUndecided();
        if (step.Decided is not { } proposal) return;
        caller.EndDecided(proposal);
        _decided.Add(proposal);
        InvariantException.ThrowUnless(_decided.Count == 1, $"Decided twice: {string.Join(" and ", _decided.Select(one => one.Id))}.");
        InvariantException.ThrowUnless(_callers.Any(other => other.Own == proposal), $"Nobody proposed {proposal.Id}.");
        if (_random.Next(2) == 0) Broadcast(caller, new Learn(proposal));
    }

    private void Broadcast(WorldCaller caller, AcceptorMessage message)
    {
        for (var node = 0; node < _nodes.Length; node++) _network.Add(new Envelope(caller, caller.Attempt, node, message));
    }

    private static Proposal Proposal(int number) =>
        new(new ProposalId(new Guid(number, 0, 0, new byte[8])), new RegisterValue(new[] { (byte)number }, ""));
}
