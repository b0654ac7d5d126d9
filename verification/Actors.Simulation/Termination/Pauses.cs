namespace Actors.Simulation.Termination;

/// <summary>How a proposer pauses after a lost round.</summary>
internal enum Pauses
{
    /// <summary>Not at all.</summary>
    None,
    /// <summary>At random, a tenth as long as the product's.</summary>
    Short,
    /// <summary>At random, longer from round to round: as the product does.</summary>
    Growing,
}
