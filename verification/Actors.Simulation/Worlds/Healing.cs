using Actors.Paxos;

namespace Actors.Simulation.Worlds;

/// <summary>
/// What callers do once everything has healed, and what they may then expect: every node that has forgotten nothing votes, every register they asked for gets its value, every open
/// call is answered, every node and client tells the same, and every silo finds the latest table version.
/// </summary>
internal sealed class Healing(World world, Workload workload)
{
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(15);
    // An operation that began before may still end with "no quorum" for everybody who has joined it.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    private readonly SeededRandom _random = world.Plan.Stream("healing");
    private readonly HashSet<Call> _expected = [];
    private TimeSpan _begin = TimeSpan.MaxValue / 2;

    /// <summary>Lets the world go on until all is told, or too much time has passed.</summary>
    public void Run()
    {
        world.RunUntil(world.Now + Within, () => world.Nodes.All(Votes));
        foreach (var node in world.Nodes.Where(node => !Votes(node)))
            world.Report("Convergence", $"{node.Name} does not vote {Within.TotalSeconds:F0} s after everything had healed: {node.Starting?.ClosedBecause}");
        _begin = world.Now;
        foreach (var key in workload.Keys)
            world.Events.After(_random.Between(TimeSpan.Zero, Grace), () => Expect(NewCall(CallKind.Propose, key, workload.NewProposal(key, _random)), AnyNode()));
        world.RunUntil(_begin + Grace);
        world.RunUntil(_begin + Within, () => workload.Idle);
        Missing();
        foreach (var key in workload.Keys)
            foreach (var machine in world.Nodes.Concat<Machine>(world.Clients))
                Expect(NewCall(CallKind.Read, key, null), machine);
        world.RunUntil(world.Now + Within, () => workload.Idle && world.Silos.All(silo => silo.HasLooked));
        Missing();
        if (!world.Silos.All(silo => silo.HasLooked))
            world.Report("Convergence", $"a silo does not find the latest table version within {Within.TotalSeconds:F0} s after everything had healed");
    }

    /// <summary>A call ended without an answer. Once all is well that must not happen.</summary>
    public void OnUnanswered(Call call, Outcome? outcome)
    {
        if (!_expected.Contains(call) && call.Kind != CallKind.Wait) return;
        if (world.Now < _begin + Grace) Expect(workload.Again(call), AnyNode());
        else world.Monitor.OnConverged($"{call}", outcome, Within);
    }

    /// <summary>A call was answered: was it quick enough?</summary>
    public void OnAnswered(Call call, Outcome outcome)
    {
        if (_expected.Contains(call)) world.Monitor.OnConverged($"{call}", outcome, Within);
    }

    private bool Votes(SimulatedNode node) => node.Starting is { ClosedBecause: null } || world.Forgetting.Forgot(node);

    private Call NewCall(CallKind kind, RegisterKey key, Proposal? own) => new(workload, kind, key, own, Within) { Random = _random };

    private void Expect(Call call, Machine machine)
    {
        _expected.Add(call);
        workload.Send(call, machine);
    }

    private void Missing()
    {
        foreach (var call in workload.Waiting.ToArray()) world.Monitor.OnConverged($"{call}", null, Within);
    }

    private SimulatedNode AnyNode() => world.Nodes[_random.Next(world.Nodes.Count)];
}
