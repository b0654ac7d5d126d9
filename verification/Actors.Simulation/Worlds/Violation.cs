namespace Actors.Simulation.Worlds;

/// <summary>A guarantee that did not hold.</summary>
/// <param name="Checker">Which one: the name of the checker, or Invariant if the product itself noticed.</param>
/// <param name="Text">What happened.</param>
/// <param name="At">When, in the world's time.</param>
internal sealed record Violation(string Checker, string Text, TimeSpan At)
{
    public override string ToString() => $"{Checker}: {Text}";
}
