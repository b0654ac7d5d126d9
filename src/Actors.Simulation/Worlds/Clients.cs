using Actors.Paxos;
using Actors.Registers;

namespace Actors.Simulation.Worlds;

/// <summary>
/// Callers who are Orleans clients: the product's own <see cref="ClientRegisters"/> repeats a call through another lane when it is lost with its node.
/// All of it runs on the world's thread: tasks are completed by events, and what awaits them goes on at once.
/// </summary>
internal sealed class Clients(World world, Workload workload)
{
    private readonly SimulatedTime _time = new(world.Events);
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private readonly List<Attempt> _open = [];

    public void Begin(Call call)
    {
        workload.Open(call);
        world.Trace?.Add(world.Now, -1, $"{call} of a client");
        _ = RunAsync(call);
    }

    /// <summary>A node has crashed: what it was asked comes back as an error, or never.</summary>
    public void OnCrash(SimulatedNode node)
    {
        foreach (var attempt in _open.Where(attempt => attempt.Host.Node == node).ToArray())
        {
            _open.Remove(attempt);
            if (attempt.Call.Random.Chance(0.5)) After(attempt.Call, () => attempt.Lose("The silo is gone."));
        }
    }

    /// <summary>Asks some node, whichever the lane leads to.</summary>
    public Task<Outcome> AskAsync(Call call, Proposal? own)
    {
        var node = world.Nodes[call.Random.Next(world.Plan.Proposers)];
        world.Trace?.Add(world.Now, -1, $"{call} at {node.Name}{(call.Attempts > 0 ? ", again" : "")}");
        if (call.Attempts++ > 0) world.Statistics.Repeats++;
        if (!node.Up)
        {
            var lost = new TaskCompletionSource<Outcome>();
            if (call.Random.Chance(0.5)) After(call, () => lost.TrySetException(new OrleansException("There is no such silo.")));
            return lost.Task;
        }
        var attempt = new Attempt(this, call, call.Random.Pick(node.Proposers));
        _open.Add(attempt);
        if (own is null) attempt.Host.Read(attempt, call.Key, call.Timeout);
        else attempt.Host.Propose(attempt, call.Key, own, call.Timeout);
        return attempt.Task;
    }

    private async Task RunAsync(Call call)
    {
        try
        {
            var registers = new ClientRegisters(Lanes.Of(this, world, call), call.Timeout, _time);
            var outcome = call.Own is { } own ? await registers.ProposeAsync(call.Key, own) : await registers.ReadAsync(call.Key);
            InvariantException.ThrowUnless(Environment.CurrentManagedThreadId == _thread, $"{call} left the thread of its world.");
            workload.OnOutcome(call, outcome);
        }
        catch (Exception exception)
        {
            world.Report("Invariant", $"{call}: {exception.Message}");
        }
    }

    private void OnAnswer(Attempt attempt, Outcome outcome)
    {
        // An answer can be lost on its way to the client, too.
        if (_open.Remove(attempt) && !world.Gate.Happens(Fault.Loss)) After(attempt.Call, () => attempt.Tell(outcome));
    }

    private void After(Call call, Action action) => world.Events.After(world.Plan.Latency * (0.5 + call.Random.NextDouble()), action);

    private sealed class Attempt(Clients clients, Call call, ProposerHost host) : Engine.Caller
    {
        private readonly TaskCompletionSource<Outcome> _source = new();

        public Call Call => call;
        public ProposerHost Host => host;
        public Task<Outcome> Task => _source.Task;

        public override void Complete(Outcome outcome) => clients.OnAnswer(this, outcome);

        public void Tell(Outcome outcome) => _source.TrySetResult(outcome);

        public void Lose(string why) => _source.TrySetException(new OrleansException(why));
    }
}
