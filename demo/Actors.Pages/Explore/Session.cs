using Actors.Explorer.Steps;
using Actors.Explorer.Worlds;

namespace Actors.Pages.Explore;

/// <summary>What a visitor of one scenario does: moves, and a plan of moves to come.</summary>
/// <param name="scenario">The world.</param>
/// <param name="moves">What has been done already.</param>
internal sealed class Session(Scenario scenario, IEnumerable<Move> moves)
{
    private const int FaultsAreRare = 12;

    private IReadOnlyList<Move>? _script;

    public Scenario Scenario => scenario;

    public Run Run { get; private set; } = scenario.Replay(moves);

    /// <summary>The seed of the order in which things happen by themselves.</summary>
    public int Seed { get; private set; } = 1;

    /// <summary>How many moves of the schedule that the search found are still to come; null if another plan is followed.</summary>
    public int? ScriptLeft => _script is null ? null : _script.Count - Run.Moves.Count;

    /// <summary>Whether there is a next move.</summary>
    public bool CanStep => ScriptLeft > 0 || (_script is null && Luck() is not null);

    public string Link => Schedule.Write(Run.Moves);

    /// <summary>The visitor's own move: whatever was planned is off.</summary>
    public void Do(Move move)
    {
        // A click may come when the world has moved on already.
        if (!Run.Now.Allows(move)) return;
        _script = null;
        Run = Run.With(move);
    }

    public void Step()
    {
        if (ScriptLeft > 0) Run = Run.With(_script![Run.Moves.Count]);
        else if (_script is null && Luck() is { } move) Run = Run.With(move);
    }

    public void Undo() => Run = scenario.Replay(Run.Moves.Take(Run.Moves.Count - 1));

    public void Reset()
    {
        _script = null;
        Run = scenario.Begin();
    }

    /// <summary>From the beginning, in an order that this seed chooses.</summary>
    public void Shuffle(int seed)
    {
        Reset();
        Seed = seed;
    }

    /// <summary>From the beginning, in the order that the search found.</summary>
    public void Follow(IReadOnlyList<Move> script)
    {
        Reset();
        _script = script;
    }

    /// <summary>The same seed and the same past give the same move. Faults are rare, so that something comes of it.</summary>
    private Move? Luck()
    {
        var random = new Random(unchecked((Seed * 7919) + (Run.Moves.Count * 104_729)));
        var possible = Run.Now.Moves().ToArray();
        var ordinary = possible.Where(move => move.Kind is MoveKind.Act or MoveKind.Deliver).ToArray();
        // When nothing is left but faults, the story is over; only a node that is down may still come back.
        if (ordinary.Length == 0) possible = [.. possible.Where(move => move.Kind == MoveKind.Restart)];
        var from = ordinary.Length > 0 && random.Next(FaultsAreRare) > 0 ? ordinary : possible;
        return from.Length == 0 ? null : from[random.Next(from.Length)];
    }
}
