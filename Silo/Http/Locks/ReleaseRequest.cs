namespace Actors.Silo.Http.Locks;

/// <summary>Gives a lock back.</summary>
/// <param name="Token">The token of the grant.</param>
internal sealed record ReleaseRequest(long? Token);
