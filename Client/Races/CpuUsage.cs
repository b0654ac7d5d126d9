namespace Actors.Client.Races;

/// <summary>CPU time.</summary>
/// <param name="Client">Of this process.</param>
/// <param name="Silos">Of the processes that were named; null if none was.</param>
internal sealed record CpuUsage(TimeSpan Client, TimeSpan? Silos)
{
    public TimeSpan Total => Client + (Silos ?? TimeSpan.Zero);
}
