using Actors.Engine;
using Actors.Paxos;

namespace Actors.Simulation.Worlds;

/// <summary>
/// A cluster, its network, its disks and its callers, made up from a seed and run event by event on one thread. First come the faults;
/// then everything heals, and the world must converge.
/// </summary>
internal sealed class World
{
    private readonly Workload _workload;
    private Healing? _healing;

    public World(WorldPlan plan, Boundary? boundary = null, bool traced = false)
    {
        (Plan, Boundary) = (plan, boundary ?? new Boundary());
        Trace = traced ? new Trace(plan.Nodes) : null;
        Gate = new FaultGate(plan);
        Network = new Network(plan, Events, Gate);
        Layout = new ClusterLayout(Enumerable.Range(1, plan.Nodes).Select(number => $"n{number}"), Boundary.Quorums(plan.Acceptors));
        Monitor = new Monitor(QuorumSystem.Of(plan.Acceptors), Report);
        Nodes = [.. Enumerable.Range(0, plan.Nodes).Select(index => new SimulatedNode(this, index))];
        _workload = new Workload(this);
        foreach (var node in Nodes) node.Start();
        _ = new Weather(this);
    }

    public WorldPlan Plan { get; }
    public Boundary Boundary { get; }
    public EventQueue Events { get; } = new();
    public FaultGate Gate { get; }
    public Network Network { get; }
    public ClusterLayout Layout { get; }
    public Monitor Monitor { get; }
    public Statistics Statistics { get; } = new() { Worlds = 1 };
    public IReadOnlyList<SimulatedNode> Nodes { get; }
    public List<Violation> Violations { get; } = [];

    /// <summary>What happened, if that was asked for.</summary>
    public Trace? Trace { get; }

    /// <summary>Whether the faults are over.</summary>
    public bool Healed => _healing is not null;

    public TimeSpan Now => Events.Now;

    /// <summary>Which violations end the world: any, unless said otherwise.</summary>
    public Func<Violation, bool> Ends { get; init; } = _ => true;

    private bool Ended => Violations.Count > 0 && Violations.Any(Ends);

    /// <summary>Lets the world run to its end, or to the first violation.</summary>
    public World Run()
    {
        RunUntil(Plan.FaultsEnd);
        if (!Ended) Heal();
        if (!Ended) Monitor.OnEnd();
        Count();
        return this;
    }

    public void RunUntil(TimeSpan end, Func<bool>? enough = null)
    {
        while (!Ended && enough?.Invoke() != true && Events.Step(end)) { }
    }

    public void Report(string checker, string text)
    {
        Violations.Add(new Violation(checker, text, Now));
        Trace?.Add(Now, -1, $"VIOLATION {checker}: {text}");
    }

    public SimulatedNode Node(string name) => Nodes[Layout.IndexOf(name)];

    public void OnCrash(SimulatedNode node) => _workload.OnCrash(node);

    public void OnUnanswered(Call call, Outcome? outcome) => _healing?.OnUnanswered(call, outcome);

    public void OnAnswered(Call call, Outcome outcome) => _healing?.OnAnswered(call, outcome);

    public void Send(SimulatedNode from, SimulatedNode to, Action deliver) =>
        Network.Send(from.Index, to.Index, deliver, Trace is null ? null : note => Trace.Add(Now, to.Index, $"from {from.Name}: {note}"));

    public void SendReplies(SimulatedNode from, Rpc rpc, AcceptorReply[] replies)
    {
        if (Plan.Encoded) replies = [.. BatchCodec.DecodeAnswer(BatchCodec.Encode(new AcceptorAnswer(default, default, replies))).Replies];
        Send(from, rpc.Host.Node, () => rpc.Host.OnReplies(rpc, replies));
    }

    private void Heal()
    {
        Trace?.Add(Now, -1, "everything heals");
        Gate.Closed = true;
        _healing = new Healing(this, _workload);
        Network.Heal();
        foreach (var node in Nodes) node.Heal();
        _healing.Run();
    }

    private void Count()
    {
        (Statistics.Events, Statistics.Messages) = (Events.Count, Network.Messages);
        foreach (var fault in Gate.Happened) Statistics.Faults[(int)fault.Fault]++;
    }
}
