namespace Actors.Log.GrainStorage;

/// <summary>What one activation knows to be decided: the last version that it has read or written.</summary>
/// <param name="ETag">The ETag that it had from then on; null for none.</param>
/// <param name="Version">The version; -1 if there was none.</param>
internal sealed record KnownVersion(string? ETag, long Version);
