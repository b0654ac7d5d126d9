using Actors.Figures;

namespace Actors.Pages.Cluster;

/// <summary>What a node said of itself, look after look.</summary>
/// <param name="name">The node.</param>
public sealed class NodeHistory(string name)
{
    /// <summary>How many looks are kept.</summary>
    public const int Length = 60;

    private readonly Queue<(NodeRates? Rates, long? StoreBytes)> _looks = new();

    public string Name => name;

    /// <summary>What it said last.</summary>
    public NodeReport Latest { get; private set; } = new(name, "It has not been asked yet.", null);

    /// <summary>What it did between the last two looks; null if it did not answer both, or started in between.</summary>
    public NodeRates? Rates => _looks.Count == 0 ? null : _looks.Last().Rates;

    /// <summary>Whether it has answered any look that is kept.</summary>
    public bool IsKnown => Latest.Figures is not null || _looks.Any(look => look is not (null, null));

    public void Add(NodeReport report)
    {
        var rates = Latest.Figures is { } earlier && report.Figures is { } later ? NodeRates.Between(earlier, later) : null;
        _looks.Enqueue((rates, report.Figures?.StoreBytes));
        if (_looks.Count > Length) _looks.Dequeue();
        Latest = report;
    }

    /// <summary>One figure over all looks, earliest first; null where there was none.</summary>
    public IReadOnlyList<double?> Series(Func<NodeRates, double?> figure) => [.. _looks.Select(look => look.Rates is { } rates ? figure(rates) : null)];

    /// <summary>The size of the store, likewise.</summary>
    public IReadOnlyList<double?> StoreSizes() => [.. _looks.Select(look => (double?)look.StoreBytes)];
}
