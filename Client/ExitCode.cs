namespace Actors.Client;

/// <summary>What the process returns.</summary>
internal static class ExitCode
{
    /// <summary>Done.</summary>
    public const int Done = 0;

    /// <summary>The race was lost, the register is undecided, a quota is used up, a race found a disagreement, or a history is not linearizable.</summary>
    public const int Lost = 1;

    /// <summary>Bad usage.</summary>
    public const int Usage = 2;

    /// <summary>No quorum, no node, or an unknown outcome.</summary>
    public const int Unknown = 3;
}
