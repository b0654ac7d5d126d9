using Actors.Log.Locks;

namespace Actors.Silo.Http.Locks;

/// <summary>A lock that is held.</summary>
/// <param name="Name">The lock.</param>
/// <param name="Owner">Who holds it.</param>
/// <param name="Token">The fencing token: greater than that of every earlier grant.</param>
/// <param name="ExpiresAt">When the lease is over, unless it is renewed: for people. No lock ends by a time of day; a holder counts its lease from before it asked.</param>
internal sealed record LockModel(string Name, string Owner, long Token, DateTimeOffset ExpiresAt)
{
    public static LockModel Of(string name, LockGrant grant) => new(name, grant.Owner, grant.Token, grant.ExpiresAt);
}
