using Actors.Explorer.Worlds;

namespace Actors.Explorer.Search;

/// <summary>
/// All states of a small world and what can come of each, found breadth first, so that the first way to a state is a shortest one.
/// </summary>
public sealed class StateGraph
{
    private const Prospects Inherited = Prospects.Both | Prospects.Settled | Prospects.Disagreement | Prospects.Stuck;

    private readonly World _start;
    private readonly IReadOnlyList<string> _values;
    private readonly Func<World, bool> _telling;
    private readonly Dictionary<UInt128, int> _numbers = [];
    private readonly List<(int Parent, Move Move)> _ways = [];
    private readonly List<Prospects> _seen = [], _prospects = [];
    private readonly List<int[]> _next = [];
    private readonly StateCode _code = new();
    private readonly Prospects _stopAt;
    private bool _stopped;

    private StateGraph(World start, IReadOnlyList<string> values, Func<World, bool> telling, Prospects stopAt) =>
        (_start, _values, _telling, _stopAt) = (start, values, telling, stopAt);

    /// <summary>How many states there are, nodes that are alike changing places not counted.</summary>
    public int States => _ways.Count;

    /// <summary>How many steps from a state to a next one were tried.</summary>
    public long Steps { get; private set; }

    /// <summary>How many different schedules lead from the beginning to where nothing can happen any more.</summary>
    public double Schedules { get; private set; }

    /// <summary>The moves of the longest schedule.</summary>
    public int LongestSchedule { get; private set; }

    /// <summary>Whether every state was seen.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>What can come of the beginning.</summary>
    public Prospects Start => _prospects[0];

    /// <param name="start">Where to begin.</param>
    /// <param name="values">The two values that may be decided.</param>
    /// <param name="telling">Which states a story is best told by; null for all.</param>
    /// <param name="stopAt">What to stop at as soon as it is so in a telling state, as none of the rest is wanted.</param>
    /// <param name="statesMax">When to give up.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static StateGraph Explore(
        World start, IReadOnlyList<string> values, Func<World, bool>? telling = null, Prospects stopAt = Prospects.None, int statesMax = int.MaxValue,
        CancellationToken cancellationToken = default)
    {
        var graph = new StateGraph(start, values, telling ?? (_ => true), stopAt);
        graph.Search(statesMax, cancellationToken);
        if (graph.IsComplete) graph.LookBack();
        return graph;
    }

    /// <summary>What can come of <paramref name="world"/>; <see cref="Prospects.None"/> if it is beyond what was searched.</summary>
    public Prospects Of(World world) => _numbers.TryGetValue(new StateCode().Of(world), out var number) ? _prospects[number] : Prospects.None;

    /// <summary>The moves of a shortest schedule to a state in which this is so, one that tells the story if there is any; null if there is none at all.</summary>
    public IReadOnlyList<Move>? ShortestTo(Prospects wanted)
    {
        var number = _seen.FindIndex(seen => (seen & wanted) != 0 && seen.HasFlag(Prospects.Telling));
        if (number < 0) number = _seen.FindIndex(seen => (seen & wanted) != 0);
        return number < 0 ? null : WayTo(number);
    }

    /// <summary>Whether this is so in any state.</summary>
    public bool Any(Prospects wanted) => _seen.Exists(seen => (seen & wanted) != 0);

    private void Search(int statesMax, CancellationToken cancellationToken)
    {
        var open = new Queue<World>();
        Meet(_start, -1, default, open);
        for (var number = 0; open.TryDequeue(out var world); number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (States >= statesMax || _stopped) return;
            var next = new List<int>();
            foreach (var move in world.MovesThatMatter())
            {
                Steps++;
                next.Add(Meet(world.Apply(move), number, move, open));
            }
            _next.Add([.. next]);
        }
        IsComplete = true;
    }

    private int Meet(World world, int parent, Move move, Queue<World> open)
    {
        var code = _code.Of(world);
        if (_numbers.TryGetValue(code, out var known)) return known;
        var number = _ways.Count;
        _numbers.Add(code, number);
        _ways.Add((parent, move));
        _seen.Add(Seen(world));
        _stopped |= (_seen[number] & _stopAt) != 0 && _seen[number].HasFlag(Prospects.Telling);
        _prospects.Add(_seen[number] & Inherited);
        open.Enqueue(world);
        return number;
    }

    private Prospects Seen(World world)
    {
        var seen = world.Disagrees ? Prospects.Disagreement : Prospects.None;
        if (_telling(world)) seen |= Prospects.Telling;
        if (world.IsStuck) seen |= Prospects.Stuck;
        foreach (var told in world.Told)
            if (told is not null)
                seen |= told == _values[0] ? Prospects.First : Prospects.Second;
        return world.IsSettled ? seen | Prospects.Settled : seen;
    }

    /// <summary>From the ends back to the beginning: what can come of a state is what can come of any next one.</summary>
    private void LookBack()
    {
        var schedules = new double[States];
        var longest = new int[States];
        foreach (var number in LastFirst())
        {
            foreach (var next in _next[number])
            {
                _prospects[number] |= _prospects[next] & Inherited;
                schedules[number] += schedules[next];
                longest[number] = Math.Max(longest[number], longest[next] + 1);
            }
            if (_next[number].Length == 0) schedules[number] = 1;
            if (_prospects[number].HasFlag(Prospects.Settled)) continue;
            _prospects[number] |= Prospects.Hopeless;
            _seen[number] |= Prospects.Hopeless;
        }
        (Schedules, LongestSchedule) = (schedules[0], longest[0]);
    }

    /// <summary>Every state after all of its next ones. There is no way back to a state: every move uses something up.</summary>
    private IEnumerable<int> LastFirst()
    {
        var left = new Stack<(int Number, int Child)>();
        var met = new bool[States];
        met[0] = true;
        left.Push((0, 0));
        while (left.TryPop(out var at))
        {
            if (at.Child == _next[at.Number].Length)
            {
                yield return at.Number;
                continue;
            }
            left.Push((at.Number, at.Child + 1));
            var next = _next[at.Number][at.Child];
            if (met[next]) continue;
            met[next] = true;
            left.Push((next, 0));
        }
    }

    private List<Move> WayTo(int number)
    {
        var way = new List<Move>();
        for (; number > 0; number = _ways[number].Parent) way.Add(_ways[number].Move);
        way.Reverse();
        return way;
    }
}
