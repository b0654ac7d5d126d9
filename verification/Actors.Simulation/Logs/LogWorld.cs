using Actors.Simulation.Worlds;

namespace Actors.Simulation.Logs;

/// <summary>
/// Nodes that read and write one log, and their callers, made up from a seed. First come the faults; then all heals, and every node, each of them begun
/// anew, must come to the same end.
/// </summary>
internal sealed class LogWorld
{
    private static readonly TimeSpan HealedWithin = TimeSpan.FromSeconds(60);

    private readonly SeededRandom _network;
    private readonly List<LogClient> _clients;

    public LogWorld(LogPlan plan, LogBoundary? boundary = null, bool traced = false)
    {
        (Plan, Boundary, _network) = (plan, boundary ?? new LogBoundary(), plan.Stream("network"));
        Trace = traced ? new Trace(0, clients: 0) : null;
        Checker = new LogChecker(Report);
        Nodes = [.. Enumerable.Range(1, plan.Nodes).Select(number => new LogNode(this, number))];
        _clients = [.. Enumerable.Range(1, plan.Clients).Select(number => new LogClient(this, number))];
        var crashes = plan.Stream("crashes");
        PlanCrash(crashes);
    }

    public LogPlan Plan { get; }
    public LogBoundary Boundary { get; }
    public EventQueue Events { get; } = new();
    public LogRegisters Registers { get; } = new();
    public LogChecker Checker { get; }
    public IReadOnlyList<LogNode> Nodes { get; }
    public Trace? Trace { get; }
    public bool Healed { get; private set; }

    /// <summary>How often what happened: for whoever doubts that it does.</summary>
    public Dictionary<string, long> Counts { get; } = [];

    /// <summary>The first guarantee that did not hold; null if all did.</summary>
    public Violation? Violation { get; private set; }

    public bool Ended => Violation is not null;

    public LogWorld Run()
    {
        RunUntil(Plan.FaultsEnd, () => false);
        Healed = true;
        Settle("while nodes run on");
        // Whatever the log needs must still be there for those who know nothing.
        foreach (var node in Nodes) node.Crash();
        Settle("after all have begun anew");
        foreach (var node in Nodes)
            if (!Ended) Checker.OnEnd(node.Name, node.State);
        return this;
    }

    public void Report(string checker, string text)
    {
        Violation ??= new Violation(checker, text, Events.Now);
        Trace?.Add(Events.Now, -1, $"VIOLATION {checker}: {text}");
    }

    public void Count(string what) => Counts[what] = Counts.GetValueOrDefault(what) + 1;

    /// <summary>Has something done where the registers are, and its answer brought back. Both ways may fail, or take long.</summary>
    public void Ask(LogNode node, Func<LogAnswer> question, Action<LogAnswer> then)
    {
        var here = node.Here();
        Travel(() =>
        {
            if (Ended) return;
            var answer = question();
            Travel(() =>
            {
                if (!Ended && here()) then(answer);
            });
        });
    }

    private void Travel(Action arrive)
    {
        if (!Healed && _network.Chance(Plan.Loss)) return;
        var delay = _network.Spread(TimeSpan.FromMilliseconds(0.1), TimeSpan.FromMilliseconds(2));
        Events.After(!Healed && _network.Chance(Plan.SlowShare) ? delay * 100 : delay, arrive);
    }

    private void PlanCrash(SeededRandom random) => Events.After(Plan.CrashEvery * (0.2 + 1.6 * random.NextDouble()), () =>
    {
        if (Healed) return;
        random.Pick(Nodes).Crash();
        PlanCrash(random);
    });

    private void Settle(string when)
    {
        RunUntil(Events.Now + HealedWithin, IsSettled);
        if (!Ended && !IsSettled())
            Report("Gap", $"{when} nodes are at {string.Join(", ", Nodes.Select(node => node.Next))} and the log ends at {Registers.End}");
    }

    private bool IsSettled() => _clients.All(client => client.IsDone) && Nodes.All(node => node.Up && node.Next == Registers.End);

    private void RunUntil(TimeSpan end, Func<bool> enough)
    {
        while (!Ended && !enough() && Events.Step(end)) { }
    }
}
