namespace Actors.Bench.Load;

/// <summary>How long a load lasts.</summary>
/// <param name="WarmUp">Before anything is counted.</param>
/// <param name="Window">While it is counted.</param>
internal readonly record struct LoadTimes(TimeSpan WarmUp, TimeSpan Window);
