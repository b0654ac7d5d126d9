using Actors.Engine;
using Actors.Engine.Identity;
using Actors.Paxos;

namespace Actors.Simulation.Worlds;

/// <summary>
/// What a node does around its <see cref="RollCall"/> and its <see cref="StartEngine"/>: asks the other nodes again and again, and gets registers
/// decided through its own proposer. Until both are content, the acceptors of the node answer nothing, or only on registers of identity.
/// </summary>
internal sealed class StartHost
{
    private static readonly TimeSpan RollCallInterval = TimeSpan.FromMilliseconds(50), AskInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MessageTimeout = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly World _world;
    private readonly SimulatedNode _node;
    private readonly RollCall _rollCall;
    private readonly StartEngine? _engine;
    private readonly VotingGate _gate = new(), _remembered = new();
    private int _asked;

    public StartHost(World world, SimulatedNode node, Guid? boot)
    {
        (_world, _node) = (world, node);
        _rollCall = new RollCall(node.Layouts.Clustering, node.Name);
        _remembered.Close("It has not heard yet what was seen of its store.");
        if (boot is null) return;
        _engine = new StartEngine(node.Name, boot.Value, node.Identity, node.Stores, Records, _gate);
    }

    /// <summary>Why the node does not vote; null if it does.</summary>
    public string? ClosedBecause => _gate.ClosedBecause ?? _remembered.ClosedBecause;

    // Longer than a round trip of this world.
    private TimeSpan AskTimeout => TimeSpan.FromMilliseconds(Math.Max(250, 4 * _world.Plan.Latency.TotalMilliseconds));

    private StartRecord? Opened => _gate.ClosedBecause is null ? _engine?.Start : null;

    private NodeRecords Records => new(_node.Name, _node.Store.Read);

    private bool IsOver => _node.Starting != this;

    public void Begin()
    {
        CallRoll();
        if (_engine is not null) Ask();
    }

    /// <summary>Whether the acceptors answer a batch.</summary>
    public bool Admits(IReadOnlyList<RegisterMessage> messages) =>
        _world.Boundary.Admits(_gate, messages) && _world.Boundary.Admits(_remembered, messages);

    /// <summary>Its acceptors have answered these.</summary>
    public void OnAnswered(IReadOnlyList<RegisterMessage> messages)
    {
        if (_engine is not null && messages.Any(message => !NodeKeys.AreOfIdentity(message.Key))) _world.Forgetting.OnVoted(_node, _engine.Start.Number);
    }

    /// <summary>The node is about to be stopped: it has recorded what it knows of all stores.</summary>
    public void RecordStop()
    {
        if (_engine is null || ClosedBecause is not null || _node.Acceptors!.RefusesBecause is not null) return;
        var record = new StopRecord(new Dictionary<string, IReadOnlyList<StoreMark>> { [StoreIds.Clustering] = _node.Marks });
        var (key, proposal) = (NodeKeys.Stop(_node.Name, _engine.Start.Number), new Proposal(new ProposalId(_world.Plan.Stream($"stop {_node.Name}/{_node.Life}").NextGuid()), record.Encode()));
        _world.Monitor.OnProposed(key, proposal);
        _node.ForIdentity!.Propose(new Unheard(), key, proposal, Patience);
    }

    private void CallRoll()
    {
        if (_rollCall.IsOver) return;
        foreach (var name in _rollCall.Missing)
        {
            _world.Ask(_node, name, other => OnRollCall(name, other));
            _node.After(MessageTimeout, () => Note(call => call.OnSilence(name)));
        }
        _node.After(RollCallInterval, CallRoll);
    }

    // Called on the other node; returns what is done on this one when the answer arrives.
    private Action? OnRollCall(string name, SimulatedNode other)
    {
        if (_world.FingerprintOf(other) != _world.FingerprintOf(_node)) return null;
        if (other.Acceptors?.Look(_node.SeenOf(name)) is not { } mark) return null;
        // Nothing is told of a store that may be the wrong one.
        if (other.Starting!._gate.ClosedBecause is not null) mark = default;
        var (marks, known) = (other.Marks, other.Known);
        return () =>
        {
            if (IsOver) return;
            _node.Note(name, mark);
            _node.Note(marks, known);
            // Should the store fail, the acceptors have heard it all the same.
            _node.Acceptors?.Look(_node.SeenOf(_node.Name));
            if (!IsOver) Note(call => call.OnAnswer(name));
        };
    }

    private void Note(Action<RollCall> whatHappened)
    {
        if (_rollCall.IsOver) return;
        whatHappened(_rollCall);
        if (!_rollCall.IsOver) return;
        _remembered.Open();
        _world.Trace?.Add(_world.Now, _node.Index, "has called the roll");
    }

    private void Ask()
    {
        var answers = new List<NodeAnswer>();
        var round = ++_asked;
        string[] others = [.. _node.Layouts.Nodes.Where(name => name != _node.Name)];
        foreach (var name in others) _world.Ask(_node, name, other => Describe(other) is not { } answer ? null : () => OnAnswer(answer));
        _node.After(AskTimeout, End);

        void OnAnswer(NodeAnswer answer)
        {
            if (IsOver || round != _asked) return;
            answers.Add(answer);
            if (answers.DistinctBy(one => one.Node).Count() == others.Length) End();
        }

        void End()
        {
            if (IsOver || round != _asked) return;
            _asked++;
            var step = _engine!.OnAnswers(answers);
            if (step is StartStep.Ask) _node.After(AskInterval, Ask);
            else
            {
                Recall(_engine.Stopped.Of(StoreIds.Clustering));
                if (!IsOver) Take(step);
            }
        }
    }

    private void Recall(IReadOnlyList<StoreMark> recorded)
    {
        var known = new Knowledge(_world.Plan.Nodes);
        for (var i = 0; i < Math.Min(recorded.Count, _world.Nodes.Count); i++) known.Add(_world.Nodes[i], recorded[i].Sequence);
        _node.Note(_world.Boundary.Recalls(recorded), known);
        _node.Acceptors?.Look(_node.SeenOf(_node.Name));
    }

    private NodeAnswer? Describe(SimulatedNode other)
    {
        var records = new NodeRecords(other.Name, other.Store.Read);
        return !other.Up ? null : new(
            other.Name, other.Identity, records.IsBound, records.KnowsOpen(_node.Name, _engine!.Start), records.BindingOf(_node.Name), other.Starting!.Opened,
            records.StopOf(_node.Name, _engine.Start.Number - 1));
    }

    private void Take(StartStep step)
    {
        _world.Boundary.OnStep(_gate, step);
        switch (step)
        {
            case StartStep.Remember remember:
                // Should the store fail, the acceptors say so themselves; should it crash the node, there is nobody to go on.
                _node.Acceptors!.Look(default, new RegisterMessage(remember.Key, new Learn(remember.Value)));
                if (!IsOver) Take(_engine!.OnRemembered());
                break;
            case StartStep.Ask:
                Ask();
                break;
            case StartStep.Note note:
                Note(note);
                break;
            case StartStep.Decide decide:
                _world.Monitor.OnProposed(decide.Key, decide.Proposal);
                Decide(decide);
                break;
            case StartStep.Stops stops:
                _node.Crash(stops.Reason);
                break;
            case StartStep.Refuses refuses:
                _world.Statistics.Refusals++;
                _world.Trace?.Add(_world.Now, _node.Index, $"does not vote: {refuses.Reason}");
                break;
            default:
                _world.Trace?.Add(_world.Now, _node.Index, "votes");
                break;
        }
    }

    private void Note(StartStep.Note note)
    {
        var noted = _node.Acceptors!.Note(note.Key, note.Value);
        if (IsOver) return;
        if (noted is null) _node.After(RollCallInterval, () => Note(note));
        else if (noted == false) Take(_engine!.OnStoreBehind("its store is behind"));
        else if (_world.Boundary.OnNoted(_gate) is { Ticks: > 0 } pause) _node.After(pause, () => Take(_engine!.OnRemembered()));
        else Take(_engine!.OnRemembered());
    }

    private void Decide(StartStep.Decide decide)
    {
        if (!IsOver) _node.ForIdentity!.Propose(new Decision(this, decide), decide.Key, decide.Proposal, Patience);
    }

    /// <summary>Whether the record was decided is not waited for: the node is stopped in any case.</summary>
    private sealed class Unheard : Caller
    {
        public override void Complete(Outcome outcome) { }
    }

    private sealed class Decision(StartHost host, StartStep.Decide decide) : Caller
    {
        public override void Complete(Outcome outcome)
        {
            if (host.IsOver) return;
            if (outcome.Proposal is not { } winner)
            {
                host.Decide(decide);
                return;
            }
            host._world.Monitor.OnLearned(decide.Key, winner);
            host.Take(host._engine!.OnDecided(host._world.Boundary.OnDecided(decide, winner)));
        }
    }
}
