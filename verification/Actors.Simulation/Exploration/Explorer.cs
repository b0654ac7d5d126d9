using Actors.Paxos;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Exploration;

/// <summary>
/// Goes through every interleaving of a small world: any order, loss, delay and duplication of messages, any moment for the next round,
/// and crashes. Two learned values, and every broken invariant of the product's own, end it.
/// </summary>
/// <param name="quorums">What the proposers believe to be the quorums.</param>
/// <param name="boundary">The rules; a sabotage breaks them.</param>
/// <param name="breadthFirst">Finds the shortest violation, at the price of memory.</param>
/// <param name="lateAnswers">See <see cref="SmallWorldSteps"/>.</param>
internal sealed class Explorer(QuorumSystem quorums, Boundary boundary, bool breadthFirst = false, bool lateAnswers = false)
{
    private readonly HashSet<UInt128> _seen = [];
    private readonly LinkedList<SmallWorld> _open = [];
    private readonly StateCode _code = new();

    public long States => _seen.Count;
    public long Steps { get; private set; }

    /// <summary>How many states in which a value has been learned.</summary>
    public long Decided { get; private set; }

    /// <summary>Whether every state was seen.</summary>
    public bool Complete { get; private set; }

    /// <summary>What went wrong, and the steps that led there; null if nothing did.</summary>
    public (string Text, IReadOnlyList<string> Steps)? Violation { get; private set; }

    /// <param name="roundsEach">How many classic ballots each of the two proposers may use.</param>
    /// <param name="crashes">How many times an acceptor or a proposer may crash and start again.</param>
    /// <param name="statesMax">When to stop.</param>
    /// <param name="progress">Called now and then.</param>
    public Explorer Run(int roundsEach, int crashes, long statesMax = long.MaxValue, Action<Explorer>? progress = null)
    {
        var steps = new SmallWorldSteps(quorums, boundary, lateAnswers);
        Meet(SmallWorld.Begin(quorums, roundsEach, crashes));
        while (_open.Count > 0 && States < statesMax)
        {
            var world = (breadthFirst ? _open.First : _open.Last)!.Value;
            if (breadthFirst) _open.RemoveFirst();
            else _open.RemoveLast();
            try
            {
                foreach (var next in steps.After(world))
                {
                    Steps++;
                    Meet(next);
                    if (Steps % 1_000_000 == 0) progress?.Invoke(this);
                }
            }
            catch (InvariantException exception)
            {
                Violation = (exception.Message, [.. world.Steps()]);
                return this;
            }
        }
        Complete = _open.Count == 0;
        return this;
    }

    private void Meet(SmallWorld world)
    {
        if (!_seen.Add(_code.Of(world))) return;
        if (world.Value is not null) Decided++;
        // The way here is only kept where it will be printed: it would hold every world in memory.
        if (!breadthFirst) world.History = default;
        _open.AddLast(world);
    }
}
