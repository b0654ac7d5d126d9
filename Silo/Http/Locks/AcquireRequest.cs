namespace Actors.Silo.Http.Locks;

/// <summary>Takes a lock.</summary>
/// <param name="Owner">Who: a name of one's own. The same owner may acquire again, which renews.</param>
/// <param name="LeaseSeconds">For how long: 0.1 to 86400; 30 if absent.</param>
internal sealed record AcquireRequest(string? Owner, double? LeaseSeconds);
