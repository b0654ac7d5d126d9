namespace Actors.Explorer.Steps;

/// <summary>How soon duelling proposers come to an end, measured: a test runs the same duels again and compares.</summary>
/// <param name="Name">Who duels, and how they pause.</param>
/// <param name="Undecided">The share of <see cref="Worlds"/> seeded worlds that are still undecided after k classic rounds, k from 0.</param>
public sealed record DuelCurve(string Name, IReadOnlyList<double> Undecided)
{
    /// <summary>How many duels of each kind were fought.</summary>
    public const int Worlds = 10_000;

    /// <summary>
    /// On the worst network without faults: what carries a value takes three times as long as what does not, so each one's prepare
    /// overtakes the other's accept. Printed by <c>dotnet run --project verification/Actors.Simulation -- termination</c>.
    /// </summary>
    public static readonly IReadOnlyList<DuelCurve> All =
    [
        new("Two, no pauses", [1, 0.4986, 0.4986, 0.4986, 0.4986, 0.4986, 0.4986, 0.4986, 0.4986, 0.4986]),
        new("Three, short random pauses", [1, 1, 0.7793, 0.5267, 0.1207, 0.0335, 0.0085, 0.0018, 0.0004, 0]),
        new("Three, growing random pauses, as the product", [1, 0.4040, 0.0076, 0, 0, 0, 0, 0, 0, 0]),
    ];
}
