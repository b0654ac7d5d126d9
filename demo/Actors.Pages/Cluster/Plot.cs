using Actors.Figures;

namespace Actors.Pages.Cluster;

/// <summary>A small plot on every node's card.</summary>
/// <param name="Key">Short and stable, for style sheets and tests.</param>
/// <param name="Name">What it shows.</param>
/// <param name="Show">How a number is written.</param>
/// <param name="Series">The numbers of a node.</param>
/// <param name="Ceiling">The greatest number that there can be; null if there is none, and the plots of all nodes share the greatest there was.</param>
public sealed record Plot(string Key, string Name, Func<double, string> Show, Func<NodeHistory, IReadOnlyList<double?>> Series, double? Ceiling = null)
{
    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<Plot> All =
    [
        Of("learned", "Registers decided a second", FigureText.Rate, rates => rates.LearnedPerSecond),
        Of("decisions", "By its own proposer", FigureText.Rate, rates => rates.DecisionsPerSecond),
        Of("median", "Half decided within", FigureText.Seconds, rates => rates.Median?.TotalSeconds),
        Of("p99", "99 % decided within", FigureText.Seconds, rates => rates.P99?.TotalSeconds),
        Of("fast", "In the fast round", FigureText.Share, rates => rates.FastShare) with { Ceiling = 1 },
        Of("fsync", "Synced write (fsync)", FigureText.Seconds, rates => rates.StoreWrite?.TotalSeconds),
        Of("batch", "Messages per write", FigureText.Number, rates => rates.AcceptorBatch),
        Of("sent", "Messages per batch sent", FigureText.Number, rates => rates.PeerBatch),
        new("store", "Store on disk", FigureText.Bytes, node => node.StoreSizes()),
    ];

    private static Plot Of(string key, string name, Func<double, string> show, Func<NodeRates, double?> figure) => new(key, name, show, node => node.Series(figure));
}
