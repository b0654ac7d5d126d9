using System.Collections.Immutable;

namespace Actors.Explorer.Worlds;

/// <summary>A world and the moves that led to it. Immutable; to undo is to do all moves but the last again.</summary>
public sealed class Run
{
    private Run(World now, ImmutableList<Move> moves, ImmutableList<Happening> happenings) => (Now, Moves, Happenings) = (now, moves, happenings);

    /// <summary>The present world.</summary>
    public World Now { get; }

    /// <summary>All moves so far.</summary>
    public ImmutableList<Move> Moves { get; }

    /// <summary>What each move did.</summary>
    public ImmutableList<Happening> Happenings { get; }

    public static Run Begin(World world) => new(world, [], []);

    /// <summary>Does the moves in order, up to the first that is not possible.</summary>
    public static Run Replay(World world, IEnumerable<Move> moves)
    {
        var run = Begin(world);
        foreach (var move in moves)
        {
            if (!run.Now.Allows(move)) break;
            run = run.With(move);
        }
        return run;
    }

    /// <summary>One move further.</summary>
    /// <param name="move">One that the present world allows.</param>
    public Run With(Move move)
    {
        var next = Now.Apply(move);
        return new Run(next, Moves.Add(move), Happenings.Add(Happening.Between(Now, next, move, Moves.Count + 1)));
    }
}
