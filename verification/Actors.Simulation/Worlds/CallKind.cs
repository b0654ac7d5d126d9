namespace Actors.Simulation.Worlds;

/// <summary>What a caller asks for.</summary>
internal enum CallKind
{
    /// <summary>To get its proposal, or another, chosen.</summary>
    Propose,
    /// <summary>To be told the value if there is one.</summary>
    Read,
    /// <summary>To be told the value as soon as there is one.</summary>
    Wait,
}
