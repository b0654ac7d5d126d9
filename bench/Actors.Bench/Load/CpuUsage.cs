namespace Actors.Bench.Load;

/// <summary>CPU time.</summary>
/// <param name="Client">Of this process.</param>
/// <param name="Servers">Of all servers.</param>
internal readonly record struct CpuUsage(TimeSpan Client, TimeSpan Servers);
