using Actors.Engine;
using Actors.Paxos;

namespace Actors.Simulation.Worlds;

/// <summary>
/// Callers who reach the nodes through a network of their own, as Orleans clients do: what is late, lost with a node, or meets one that finds no quorum,
/// they send through another one as well, or again, as <see cref="Perseverance"/> says.
/// </summary>
internal sealed class Clients(World world, Workload workload)
{
    private readonly List<Attempt> _open = [];

    public void Begin(Call call)
    {
        workload.Open(call);
        world.Trace?.Add(world.Now, -1, $"{call} of a client");
        Try(call, new Perseverance(call.Timeout), call.Own);
    }

    /// <summary>A node has crashed: what it was asked comes back as an error, or never.</summary>
    public void OnCrash(SimulatedNode node)
    {
        foreach (var attempt in _open.Where(attempt => attempt.Host.Node == node).ToArray())
        {
            _open.Remove(attempt);
            if (attempt.Call.Random.Chance(0.5)) AfterTheWay(attempt.Call, attempt.Lose);
        }
    }

    private void Try(Call call, Perseverance perseverance, Proposal? own)
    {
        if (perseverance.NextAttempt(world.Now - call.StartedAt) is not { } patience)
        {
            workload.OnOutcome(call, new Outcome(OutcomeKind.Unknown, null, 0, 0));
            return;
        }
        var node = world.Nodes[call.Random.Next(world.Plan.Proposers)];
        world.Trace?.Add(world.Now, -1, $"{call} at {node.Name}{(call.Attempts > 0 ? ", again" : "")}");
        if (call.Attempts++ > 0) world.Statistics.Repeats++;
        call.Latest = own;
        var attempt = new Attempt(this, call, perseverance, node.Up ? call.Random.Pick(node.Proposers) : null!);
        world.Events.After(patience, attempt.Lose);
        world.Events.After(Perseverance.LateMin, attempt.Hedge);
        if (!node.Up)
        {
            if (call.Random.Chance(0.5)) AfterTheWay(call, attempt.Lose);
            return;
        }
        _open.Add(attempt);
        if (own is null) attempt.Host.Read(attempt, call.Key, call.Timeout);
        else attempt.Host.Propose(attempt, call.Key, own, call.Timeout);
    }

    private void Repeat(Call call, Perseverance perseverance)
    {
        var own = call.Latest is { } latest ? world.Boundary.OnRepeat(latest, call.Random) : null;
        if (own is not null && own != call.Latest) world.Monitor.OnAnotherProposal(call.Key, own, call.Start);
        Try(call, perseverance, own);
    }

    private void AfterTheWay(Call call, Action action) => world.Events.After(world.Plan.Latency * (0.5 + call.Random.NextDouble()), action);

    private sealed class Attempt(Clients clients, Call call, Perseverance perseverance, ProposerHost host) : Caller
    {
        private bool _over;

        public Call Call => call;
        public ProposerHost Host => host;

        // The answer can be lost on its way to the client, too.
        public override void Complete(Outcome outcome)
        {
            if (clients._open.Remove(this) && !clients.World.Gate.Happens(Fault.Loss)) clients.AfterTheWay(call, () => Tell(outcome));
        }

        public void Lose()
        {
            if (End() && perseverance.End(null) == Perseverance.NextStep.AskAgain)
                clients.World.Events.After(Perseverance.PauseAfterLoss, () => clients.Repeat(call, perseverance));
        }

        public void Hedge()
        {
            if (_over || !perseverance.TryHedge()) return;
            clients.World.Statistics.Hedges++;
            clients.Repeat(call, perseverance);
        }

        private void Tell(Outcome outcome)
        {
            if (!End()) return;
            var next = perseverance.End(outcome);
            if (next == Perseverance.NextStep.Tell) clients.Workload.OnOutcome(call, outcome);
            else if (next == Perseverance.NextStep.AskAgain) clients.Repeat(call, perseverance);
        }

        private bool End() => !_over && (_over = true);
    }

    private World World => world;
    private Workload Workload => workload;
}
