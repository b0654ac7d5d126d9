namespace Actors.Silo.Http.Locks;

/// <summary>Holds a lock for longer.</summary>
/// <param name="Token">The token of the grant.</param>
/// <param name="LeaseSeconds">For how long, from now on: 0.1 to 86400; 30 if absent.</param>
internal sealed record RenewRequest(long? Token, double? LeaseSeconds);
