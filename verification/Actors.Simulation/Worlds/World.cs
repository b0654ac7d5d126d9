using Actors.Engine;
using Actors.Engine.Identity;
using Actors.Paxos;
using Actors.Simulation.Checkers;

namespace Actors.Simulation.Worlds;

/// <summary>
/// A cluster, its network, its disks and its callers, made up from a seed and run event by event on one thread. First come the faults;
/// then everything heals, and the world must converge.
/// </summary>
internal sealed class World
{
    private readonly Workload _workload;
    private readonly TableChecker _table = new();
    private readonly Dictionary<ClusterLayout, ClusterIdentity> _identities = [];
    private Healing? _healing;

    public World(WorldPlan plan, Boundary? boundary = null, bool traced = false)
    {
        (Plan, Boundary) = (plan, boundary ?? new Boundary());
        Boundary.Prepare(plan);
        Trace = traced ? new Trace(plan.Nodes, plan.Clients) : null;
        Gate = new FaultGate(plan);
        Quorums = new QuorumChecker(plan.Nodes + plan.Clients);
        Network = new Network(plan, Events, Gate, Quorums);
        Layouts = LayoutsOf(Enumerable.Range(1, plan.Nodes).Select(number => $"n{number}"));
        Trimming = new Trimming(this);
        Monitor = new Monitor(QuorumSystem.Of(plan.Acceptors), QuorumSystem.Of(Layouts.Clustering.Quorums.Acceptors), Trimming, Report);
        Forgetting = new Forgetting(this);
        Nodes = [.. Enumerable.Range(0, plan.Nodes).Select(index => new SimulatedNode(this, index))];
        _workload = new Workload(this);
        foreach (var node in Nodes) node.Start();
        _ = new Weather(this);
        Clients = [.. Enumerable.Range(0, plan.Clients).Select(number => new SimulatedClient(this, number))];
        Silos = [.. Enumerable.Range(0, plan.Silos).Select(number => new SimulatedSilo(this, _table, number))];
    }

    public WorldPlan Plan { get; }
    public Boundary Boundary { get; }
    public EventQueue Events { get; } = new();
    public FaultGate Gate { get; }
    public Network Network { get; }
    public QuorumChecker Quorums { get; }
    public Layouts Layouts { get; }
    public Monitor Monitor { get; }
    public Trimming Trimming { get; }
    public Forgetting Forgetting { get; }
    public Statistics Statistics { get; } = new() { Worlds = 1 };
    public IReadOnlyList<SimulatedNode> Nodes { get; }
    public IReadOnlyList<SimulatedClient> Clients { get; } = [];
    public IReadOnlyList<SimulatedSilo> Silos { get; }
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
        if (!Ended && _table.Check() is { } problem) Report("Table", problem);
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

    /// <summary>A node of this world; null for a name that only a wrong list has.</summary>
    public SimulatedNode? Find(string name) => Layouts.Registers.IndexOf(name) is >= 0 and var index ? Nodes[index] : null;

    /// <summary>What a machine works with that was given a list of nodes.</summary>
    public Layouts LayoutsOf(IEnumerable<string> nodes)
    {
        string[] names = [.. nodes];
        var clustering = Plan.SetUpEarlier ? 3 : ClusterIdentity.New("world", names).Acceptors;
        return new Layouts(new ClusterLayout(names, Boundary.Quorums(Plan.Acceptors)), new ClusterLayout(names, Boundary.Quorums(clustering)));
    }

    public ClusterIdentity IdentityOf(ClusterLayout layout)
    {
        if (!_identities.TryGetValue(layout, out var identity)) _identities[layout] = identity = ClusterIdentity.Of("world", layout);
        return identity;
    }

    /// <summary>What a machine's messages carry and its acceptors compare; nothing where layouts are not bound.</summary>
    public string FingerprintOf(Machine machine) => Plan.Clustered ? IdentityOf(machine.Bound.Clustering).Fingerprint : "";

    public void OnCrash(Machine machine) => _workload.OnCrash(machine);

    public void OnUnanswered(Call call, Outcome? outcome) => _healing?.OnUnanswered(call, outcome);

    public void OnAnswered(Call call, Outcome outcome) => _healing?.OnAnswered(call, outcome);

    public void Send(Machine from, Machine to, Action deliver, int bytes = 0) =>
        Network.Send(from.Index, to.Index, bytes, deliver, Trace is null ? null : note => Trace.Add(Now, to.Index, $"from {from.Name}: {note}"));

    /// <summary>Has something found out on another node, and what comes of it done on the one that asked. Both ways may fail.</summary>
    public void Ask(SimulatedNode from, string name, Func<SimulatedNode, Action?> answer)
    {
        if (Find(name) is not { } to) return;
        Send(from, to, () => to.WhenAwake(() =>
        {
            if (to.Up && answer(to) is { } deliver) Send(to, from, () => from.WhenAwake(deliver));
        }));
    }

    public void SendReplies(SimulatedNode from, Rpc rpc, AcceptorAnswer answer)
    {
        answer = answer with { Replies = [.. answer.Replies.Take(WireSize.Fitting(answer.Replies, Plan.Options.BatchBytesMax))] };
        if (Plan.Encoded) answer = BatchCodec.DecodeAnswer(BatchCodec.Encode(answer));
        Send(from, rpc.Host.Node, () => rpc.Host.OnReplies(rpc, answer), answer.Replies.Sum(WireSize.Of));
    }

    private void Heal()
    {
        Trace?.Add(Now, -1, "everything heals");
        Gate.Closed = true;
        _healing = new Healing(this, _workload);
        Network.Heal();
        foreach (var node in Nodes) node.Heal();
        foreach (var client in Clients) client.Heal();
        _healing.Run();
    }

    private void Count()
    {
        Statistics.Versions = _table.Latest;
        (Statistics.Events, Statistics.Messages) = (Events.Count, Network.Messages);
        foreach (var fault in Gate.Happened) Statistics.Faults[(int)fault.Fault]++;
    }
}
