namespace Actors.Client.Races;

/// <summary>What a race came to.</summary>
/// <param name="Settings">What was asked for.</param>
/// <param name="Nodes">How many nodes the callers went through.</param>
/// <param name="Tally">What was counted.</param>
/// <param name="Elapsed">How long the race took, without the reads.</param>
/// <param name="Cpu">What the race used, without the reads.</param>
internal sealed record RaceReport(RaceSettings Settings, int Nodes, RaceTally Tally, TimeSpan Elapsed, CpuUsage Cpu)
{
    public double DecisionsPerSecond => Elapsed > TimeSpan.Zero ? Tally.Decided / Elapsed.TotalSeconds : 0;

    public double? P50Ms => Tally.Latencies.Percentile(0.50)?.TotalMilliseconds;

    public double? P99Ms => Tally.Latencies.Percentile(0.99)?.TotalMilliseconds;

    /// <summary>Of the registers of which the winner was told, how many needed no classic round; null if there are none.</summary>
    public double? FastShare => Tally.Won == 0 ? null : (double)Tally.WonFast / Tally.Won;

    public double? CpuSecondsPer1000(TimeSpan used) => Tally.Decided == 0 ? null : used.TotalSeconds * 1000 / Tally.Decided;

    /// <summary>1 if something was wrong, 3 if something could not be told.</summary>
    public int ExitCode => Tally.Disagreed > 0 ? Client.ExitCode.Lost
        : Tally.Unconfirmed > 0 || Tally.Decided < Settings.Keys ? Client.ExitCode.Unknown
        : Client.ExitCode.Done;
}
