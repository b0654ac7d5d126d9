using Actors.Log.Locks;

namespace Actors.Log.Tests;

/// <summary>
/// Nodes that want one lock, on clocks that run at rates within the drift. Their times of day are minutes to days apart, and some are put right, or wrong, as the
/// world runs. Nodes are paused, start anew with a snapshot, and learn late of what is decided. The state and the watch are those of the product.
/// </summary>
internal sealed class LeaseWorld
{
    private const double Drift = LockService.DriftDefault;
    private const int Steps = 4_000;
    private const string Name = "lock";

    private static readonly TimeSpan Lease = TimeSpan.FromMilliseconds(200);
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly Random _random;
    private readonly LeaseSabotage _sabotage;
    private readonly List<(LockCommand Command, Node Sender, long AskedAt)> _log = [];
    private readonly Node[] _nodes;
    private readonly double _keenness;
    private TimeSpan _now;

    public LeaseWorld(int seed, LeaseSabotage sabotage)
    {
        (_random, _sabotage) = (new Random(seed), sabotage);
        _nodes = [.. Enumerable.Range(0, 3).Select(number => new Node($"n{number}", new SkewedTime(
            () => _now, _random.Next(3) switch { 0 => 1, 1 => 1 + Drift, _ => 1 + (Drift * _random.NextDouble()) },
            _random.NextInt64(1L << 50), Noon + AnyError())))];
        // Of holders: from those that are as good as dead to those that renew all the time.
        _keenness = Math.Pow(10, -4 * _random.NextDouble());
        foreach (var node in _nodes) Restart(node, 0);
    }

    /// <summary>How often a lock was taken from a holder that had not given it back and whose grant was over.</summary>
    public int Takeovers { get; private set; }

    /// <summary>What two holders believed at the same time, or what one was told too late; null if nothing was wrong.</summary>
    public string? Run()
    {
        for (var step = 0; step < Steps; step++)
        {
            _now += TimeSpan.FromMilliseconds(0.05 + (0.8 * _random.NextDouble()));
            var node = _nodes[_random.Next(_nodes.Length)];
            if (node.PausedUntil > _now) continue;
            if (Act(node) is { } problem) return $"step {step}: {problem}";
        }
        return null;
    }

    private string? Act(Node node)
    {
        switch (_random.Next(100))
        {
            case < 30 when node is { UnderWay: null, AwaitsAnswer: false }: Ask(node); break;
            case < 60 when node.UnderWay is not null: Decide(node); break;
            case < 96: return Learn(node);
            case 96 when _random.Next(10) == 0: node.Time.TimeOfDay = Noon + AnyError(); break;
            case 97: node.PausedUntil = _now + (3 * Lease * _random.NextDouble()); break;
            case 98 when node is { UnderWay: null, AwaitsAnswer: false }: Restart(node, _random.Next(node.Applied, _log.Count + 1)); break;
        }
        return null;
    }

    /// <summary>How far off a clock may be: right, or 10 minutes, an hour or a day ahead or behind.</summary>
    private TimeSpan AnyError() => _random.Next(-1, 2) * (_random.Next(3) switch { 0 => TimeSpan.FromMinutes(10), 1 => TimeSpan.FromHours(1), _ => TimeSpan.FromDays(1) });

    private void Ask(Node node)
    {
        var askedAt = node.Time.GetTimestamp();
        var isHolder = node.BelievesUntil > _now;
        if (isHolder && _random.NextDouble() > _keenness) return;
        var command = isHolder
            ? new LockCommand(_random.Next(4) > 0 ? LockAction.Renew : LockAction.Release, Name, Token: node.Token, Lease: Lease)
            : new LockCommand(LockAction.Acquire, Name, node.Name, Lease: Lease, Over: node.Watch.Over(Name, 4));
        // Who gives a lock back has stopped to rely on it before.
        if (command.Action == LockAction.Release) node.BelievesUntil = TimeSpan.Zero;
        node.UnderWay = (command, askedAt);
    }

    private void Decide(Node node)
    {
        var (command, askedAt) = node.UnderWay!.Value;
        if (_sabotage == LeaseSabotage.GoesByTheTimeOfDay) command = command with { At = node.Time.GetUtcNow() };
        if (_sabotage == LeaseSabotage.EndsWhatWasRenewed && command.Over is not null)
            command = command with { Over = StateAt(_log.Count).Held.ToDictionary() };
        if (command.Over?.GetValueOrDefault(Name) is { } over && StateAt(_log.Count).Held.GetValueOrDefault(Name) == over) Takeovers++;
        _log.Add((command, node, askedAt));
        node.UnderWay = null;
        node.AwaitsAnswer = true;
    }

    /// <summary>A node applies what is decided, and has its answer if that is its own.</summary>
    private string? Learn(Node node)
    {
        for (var count = _random.Next(1, 4); count > 0 && node.Applied < _log.Count; count--)
        {
            var (command, sender, askedAt) = _log[node.Applied++];
            var (before, (after, result)) = (node.State, node.State.Apply(command));
            node.State = after;
            node.Watch.OnApplied(before, command, after);
            if (sender != node || !node.AwaitsAnswer) continue;
            node.AwaitsAnswer = false;
            if (command.Action != LockAction.Release && Answer(node, result, askedAt) is { } problem) return problem;
        }
        return null;
    }

    private string? Answer(Node node, LockChange result, long askedAt)
    {
        if (!result.Done)
        {
            node.BelievesUntil = TimeSpan.Zero;
            return null;
        }
        var from = _sabotage == LeaseSabotage.CountsFromTheAnswer ? node.Time.GetTimestamp() : askedAt;
        var left = Lease - node.Time.GetElapsedTime(from);
        if (left <= TimeSpan.Zero && _sabotage != LeaseSabotage.DoesNotLookAgain) return null;
        if (left <= TimeSpan.Zero) return $"{node.Name} was told that it holds token {result.Grant!.Token}, {-left} after its lease.";
        (node.Token, node.BelievesUntil) = (result.Grant!.Token, _now + (left / node.Time.Rate));
        var other = _nodes.FirstOrDefault(each => each != node && each.BelievesUntil > _now);
        return other is null ? null : $"{node.Name} holds token {node.Token}, and {other.Name} relies on token {other.Token} for {other.BelievesUntil - _now} more.";
    }

    private void Restart(Node node, int applied) =>
        (node.State, node.Applied, node.Watch) = (StateAt(applied), applied, new LockWatch(node.Time, _sabotage == LeaseSabotage.IgnoresTheDrift ? 0 : Drift));

    private LockState StateAt(int applied) => _log.Take(applied).Aggregate(LockState.Empty, (state, each) => state.Apply(each.Command).State);

    private sealed class Node(string name, SkewedTime time)
    {
        public string Name => name;
        public SkewedTime Time => time;
        public LockWatch Watch { get; set; } = null!;
        public LockState State { get; set; } = null!;
        public int Applied { get; set; }
        public TimeSpan PausedUntil { get; set; }
        public (LockCommand Command, long AskedAt)? UnderWay { get; set; }
        public bool AwaitsAnswer { get; set; }
        public long Token { get; set; }
        public TimeSpan BelievesUntil { get; set; }
    }
}
