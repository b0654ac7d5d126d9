namespace Actors.Bench.Results;

/// <summary>The rounds of a run as one.</summary>
internal static class Summary
{
    /// <summary>One measurement for each load of each system: medians of all numbers, and the worst gap.</summary>
    public static IReadOnlyList<Measurement> Of(IEnumerable<Measurement> rounds) =>
    [
        .. rounds.GroupBy(one => (one.System, one.Workload, one.Callers)).Select(same => new Measurement(
            same.Key.System, same.Key.Workload, same.Key.Callers,
            Median(same.Select(one => one.OpsS)), Median(same.Select(one => one.P50Ms)), Median(same.Select(one => one.P99Ms)),
            Median(same.Select(one => one.CpuSPer1000)), same.Max(one => one.GapMs),
            same.Any(one => one.BytesPerRegister is not null) ? Median(same.Select(one => one.BytesPerRegister).OfType<double>()) : null)),
    ];

    /// <summary>The middle one; of an even number, the mean of the two in the middle.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        if (sorted.Length == 0) throw new ArgumentException("There are no values.", nameof(values));
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
