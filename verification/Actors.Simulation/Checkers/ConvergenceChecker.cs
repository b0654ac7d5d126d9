using Actors.Paxos;

namespace Actors.Simulation.Checkers;

/// <summary>Once everything has healed, every call ends with the register's value, in bounded time and after few rounds.</summary>
internal static class ConvergenceChecker
{
    /// <summary>More classic rounds than this for one call mean that proposers keep getting into each other's way.</summary>
    public const int RoundsMax = 40;

    /// <summary>What is wrong with a call that was made, or made again, after the healing; null if nothing is.</summary>
    public static string? Check(string call, Outcome? outcome, TimeSpan within) => outcome switch
    {
        null => $"{call} was not answered within {within.TotalSeconds:F0} s after everything had healed",
        { Kind: not OutcomeKind.Decided } => $"{call} ended with '{outcome.Kind}' after everything had healed",
        { Rounds: > RoundsMax } => $"{call} took {outcome.Rounds} rounds after everything had healed",
        _ => null,
    };
}
