namespace Actors.Client.Cluster;

/// <summary>How long to try.</summary>
/// <param name="Connect">Until some node is reached.</param>
/// <param name="Call">Until a call has its answer.</param>
internal sealed record Patience(TimeSpan Connect, TimeSpan Call);
