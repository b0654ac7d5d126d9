using Actors.Histories;
using Actors.Paxos;
using Actors.Simulation.Checkers;

namespace Actors.Simulation.Worlds;

/// <summary>The callers: they propose, read and wait, ask again elsewhere when the outcome is unknown, and give up waiting.</summary>
internal sealed class Workload
{
    private static readonly RegisterValue[] Values = [.. new[] { "", "a", "b", "c" }.Select(text => new RegisterValue(System.Text.Encoding.UTF8.GetBytes(text), ""))];
    private static readonly RegisterValue[] LargeValues = [.. new[] { 0, 4 * 1024, 32 * 1024, RegisterValue.MaxBytes }.Select(bytes => new RegisterValue(new byte[bytes], ""))];

    private readonly World _world;
    private readonly RegisterKey[] _keys;
    private readonly List<Call> _open = [];
    private int _proposals;

    public Workload(World world)
    {
        _world = world;
        _keys = [.. Enumerable.Range(1, world.Plan.Keys).Select(number => Trimming.KeyOf(world.Plan, number))];
        for (var number = 0; number < world.Plan.Calls; number++) PlanCall(number);
    }

    public IReadOnlyList<RegisterKey> Keys => _keys;

    /// <summary>Whether no call waits for an answer.</summary>
    public bool Idle => _open.Count == 0;

    public IReadOnlyList<Call> Waiting => _open;

    public Proposal NewProposal(RegisterKey key, SeededRandom random)
    {
        var proposal = Name.Proposal(++_proposals, random.Pick(_world.Plan.BytesPerSecond is null ? Values : LargeValues), random.NextInt64());
        _world.Monitor.OnProposed(key, proposal);
        return proposal;
    }

    /// <summary>Sends a call to a node or client, or to another one if that is down.</summary>
    public void Send(Call call, Machine to)
    {
        if (!to.Up)
        {
            if (!_open.Contains(call)) _open.Add(call);
            _world.Events.After(TimeSpan.FromMilliseconds(10 + call.Random.Next(50)), () => Send(call, Anybody(call.Random)));
            return;
        }
        call.Host = call.Random.Pick(to.Proposers);
        Open(call);
        _world.Trace?.Add(_world.Now, -1, $"{call} at {to.Name}");
        if (to is SimulatedClient) _world.Statistics.ClientCalls++;
        call.Host.Start(call);
    }

    private void Open(Call call)
    {
        if (!_open.Contains(call)) _open.Add(call);
        (call.Start, call.StartedAt) = (_world.Events.Count * 2, _world.Now);
        _world.Statistics.Calls++;
    }

    public void OnOutcome(Call call, Outcome? outcome)
    {
        if (call.Over) return;
        call.Over = true;
        _open.Remove(call);
        var own = call.Own;
        var won = own is not null && outcome?.Proposal is { } holds && _world.Boundary.Won(own, holds);
        _world.Trace?.Add(_world.Now, -1, $"{call}: {Describe(outcome)}{(won ? ", won" : "")}");
        // Odd numbers for ends: a call that ends during an event began before it, or within it.
        if (outcome?.Proposal == TrimmedSlot.Proposal) _world.Statistics.Trimmed++;
        _world.Monitor.OnCall(new HistoryEntry(call.Key, own, call.Start, outcome is null ? long.MaxValue : _world.Events.Count * 2 + 1, outcome), won);
        Count(call, outcome);
        if (outcome?.Kind is OutcomeKind.Decided or OutcomeKind.Undecided)
        {
            _world.OnAnswered(call, outcome);
            return;
        }
        _world.Statistics.Unanswered++;
        if (outcome?.Kind == OutcomeKind.NoQuorum) OnNoQuorum(call);
        _world.OnUnanswered(call, outcome);
        if (call.Retries-- > 0 || (call.Kind == CallKind.Wait && !_world.Healed)) Later(call.Random, () => Send(Again(call), Anybody(call.Random)));
    }

    public void OnCrash(Machine machine)
    {
        foreach (var call in _open.Where(call => call.Host?.Node == machine).ToArray()) OnOutcome(call, null);
    }

    /// <summary>The same call once more: a proposal keeps its id, so that it cannot win twice.</summary>
    public Call Again(Call call) => new(this, call.Kind, call.Key, call.Own, call.Timeout) { Random = call.Random, Retries = call.Retries };

    private void PlanCall(int number)
    {
        var key = _keys[number % _keys.Length];
        var first = _world.Plan.FaultsEnd * _world.Plan.Stream($"first caller of {key}").NextDouble();
        var random = _world.Plan.Stream($"caller {number}");
        if (!_world.Plan.WithoutCalls.Contains(number)) _world.Events.At(first + _world.Plan.KeyLife * random.NextDouble(), () => Begin(key, random));
    }

    private void Begin(RegisterKey key, SeededRandom random)
    {
        var kind = random.NextDouble() switch { < 0.6 => CallKind.Propose, < 0.85 => CallKind.Read, _ => CallKind.Wait };
        var timeout = random.Spread(TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(3));
        var call = new Call(this, kind, key, kind == CallKind.Propose ? NewProposal(key, random) : null, timeout) { Random = random, Retries = random.Next(4) };
        Send(call, Anybody(random));
        if (kind == CallKind.Propose && _world.Gate.Happens(Fault.Impatience)) Later(random, () => Send(Again(call), Anybody(random)));
        if (kind == CallKind.Wait && random.Chance(0.2)) _world.Events.After(random.Between(TimeSpan.Zero, _world.Plan.FaultsEnd), () => GiveUp(call));
    }

    private void OnNoQuorum(Call call)
    {
        _world.Statistics.NoQuorum++;
        var layout = call.Host!.Node.Layouts.Registers;
        // Others with the right list do not answer a machine with another one.
        if (layout != _world.Layouts.Registers) return;
        var began = _world.Now - _world.Plan.Options.NoQuorumAfter;
        _world.Monitor.OnNoQuorum(_world.Quorums, $"{call} at {call.Host.Node.Name}", call.Host.Node.Index, layout.AcceptorsOf(call.Key), began);
    }

    private void GiveUp(Call call)
    {
        if (call.Over || call.Host is not { Alive: true } host) return;
        _world.Trace?.Add(_world.Now, -1, $"{call}: gives up");
        call.Over = true;
        _open.Remove(call);
        host.StopWaiting(call);
    }

    private void Count(Call call, Outcome? outcome)
    {
        if (call.Kind == CallKind.Propose && outcome is { Kind: OutcomeKind.Decided, Answered: > 0 })
            _world.Statistics.DecidedAfter[Math.Min(outcome.Rounds, Statistics.RoundsShown)]++;
    }

    private void Later(SeededRandom random, Action action) =>
        _world.Events.After(random.Spread(TimeSpan.FromMilliseconds(0.5), TimeSpan.FromMilliseconds(200)), action);

    private Machine Anybody(SeededRandom random) =>
        random.Chance(_world.Plan.ThroughClients) ? random.Pick(_world.Clients) : _world.Nodes[random.Next(_world.Plan.Proposers)];

    private static string Describe(Outcome? outcome) => outcome is null ? "connection lost"
        : outcome.Proposal is null ? $"{outcome.Kind}, {outcome.Answered} answered"
        : $"{Name.Of(outcome.Proposal)} after {outcome.Rounds} rounds";
}
