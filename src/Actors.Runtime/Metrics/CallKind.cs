namespace Actors.Runtime.Metrics;

/// <summary>What a caller wants of a register.</summary>
internal enum CallKind
{
    /// <summary>To have it decided.</summary>
    Propose,
    /// <summary>To look.</summary>
    Read,
    /// <summary>To be told when it is decided: takes as long as others let it, so it is not measured.</summary>
    Wait,
}
