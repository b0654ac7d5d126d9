namespace Actors.Explorer.Steps;

/// <summary>A rung of the ladder from a variable to Paxos.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Lead">What it is about, in a sentence.</param>
/// <param name="Claim">What it claims, in two or three sentences.</param>
/// <param name="Moral">What is left when it has been tried.</param>
/// <param name="Holds">Whether its idea holds, worlds apart in which a mistake is made on purpose.</param>
/// <param name="Scenarios">Its worlds.</param>
public sealed record Step(int Number, string Title, string Lead, string Claim, string Moral, bool Holds, IReadOnlyList<Scenario> Scenarios)
{
    /// <summary>The scenario with this key; the first one if there is none.</summary>
    public Scenario Find(string? key) => Scenarios.FirstOrDefault(scenario => scenario.Key == key) ?? Scenarios[0];
}
