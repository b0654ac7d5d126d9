using Actors.Log.Locks;
using Actors.Silo.Http.Problems;

namespace Actors.Silo.Http.Locks;

/// <summary>Locks with leases and fencing tokens.</summary>
internal static class LockEndpoints
{
    private const double LeaseSecondsDefault = 30;

    public static void MapLocks(this IEndpointRouteBuilder routes)
    {
        var locks = routes.MapGroup("/locks").WithTags("Locks").WithKey("1 to 256 characters, percent-encoded; '/' and %2F are the same, and %00 cannot be sent. A name that ends in an action is written with %2F before it.", "jobs/nightly")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status503ServiceUnavailable).ProducesProblem(StatusCodes.Status504GatewayTimeout);
        locks.MapGet("/{name}", FindAsync)
            .WithSummary("Tells who holds a lock").Produces<LockModel>().ProducesProblem(StatusCodes.Status404NotFound);
        locks.MapPost("/{name}/acquire", AcquireAsync)
            .WithSummary("Takes a lock if nobody holds it")
            .WithRetryAdvice("The lock may yet be granted: acquire again as the same owner, who is given the same grant. Another owner has to wait for the end of its lease.")
            .WithDescription("A lease ends by itself, also when its holder does not know: what the lock protects must refuse tokens smaller than the greatest it has seen.")
            .Produces<LockModel>().ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status507InsufficientStorage);
        locks.MapPost("/{name}/renew", RenewAsync)
            .WithRetryAdvice("The lease may be longer or not: renew again with the same token, and do not count on more than the earlier lease until that is answered.")
            .WithSummary("Holds a lock for longer, from now on").Produces<LockModel>().ProducesProblem(StatusCodes.Status409Conflict);
        locks.MapPost("/{name}/release", ReleaseAsync)
            .WithRetryAdvice("The lock may yet be released: release again with the same token. lock-lost (409) then says that it is not held under it any more.")
            .WithSummary("Gives a lock back").Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<LockModel> FindAsync(string name, LockService locks, CancellationToken cancellationToken) =>
        await locks.FindAsync(Known(name), cancellationToken) is { } grant ? LockModel.Of(name, grant)
            : throw new ProblemException(StatusCodes.Status404NotFound, ProblemTypes.LockFree, "Nobody holds the lock", $"POST /locks/{name}/acquire takes it.");

    private static async Task<LockModel> AcquireAsync(string name, AcquireRequest request, LockService locks, CancellationToken cancellationToken)
    {
        if (request.Owner is not { Length: >= 1 and <= LockService.NameMax }) throw Invalid($"owner is who acquires: 1 to {LockService.NameMax} characters.");
        var result = await locks.AcquireAsync(Known(name), request.Owner, LeaseOf(request.LeaseSeconds), cancellationToken);
        return result switch
        {
            { Done: true, Grant: { } own } => LockModel.Of(name, own),
            { Outcome: LockOutcome.HeldByAnother, Grant: { } other } => throw new ProblemException(
                StatusCodes.Status409Conflict, ProblemTypes.LockHeld, "The lock is held",
                $"'{other.Owner}' has it until {other.ExpiresAt:O}, unless it renews or releases it."),
            _ => throw TooLate(),
        };
    }

    private static async Task<LockModel> RenewAsync(string name, RenewRequest request, LockService locks, CancellationToken cancellationToken)
    {
        var token = Known(request.Token);
        var result = await locks.RenewAsync(Known(name), token, LeaseOf(request.LeaseSeconds), cancellationToken);
        return result.Done ? LockModel.Of(name, result.Grant!) : throw (result.Outcome == LockOutcome.TooLate ? TooLate() : Lost(token));
    }

    private static async Task<IResult> ReleaseAsync(string name, ReleaseRequest request, LockService locks, CancellationToken cancellationToken)
    {
        var token = Known(request.Token);
        return (await locks.ReleaseAsync(Known(name), token, cancellationToken)).Done ? TypedResults.NoContent() : throw Lost(token);
    }

    private static TimeSpan LeaseOf(double? seconds) =>
        seconds is null or >= 0.1 and <= 86_400 ? TimeSpan.FromSeconds(seconds ?? LeaseSecondsDefault) : throw Invalid("leaseSeconds is between 0.1 and 86400.");

    private static string Known(string name) => name.Length <= LockService.NameMax ? name : throw Invalid($"A lock has a name of at most {LockService.NameMax} characters.");

    private static long Known(long? token) => token ?? throw Invalid("token is the number that acquire has answered.");

    private static ProblemException Invalid(string detail) => new(StatusCodes.Status400BadRequest, ProblemTypes.InvalidLock, "The request is invalid", detail);

    private static ProblemException TooLate() => new(
        StatusCodes.Status409Conflict, ProblemTypes.LockLost, "The lease was over before the answer",
        "The lock was granted too late and given back. Acquire anew; if this happens often, ask for a longer lease.");

    private static ProblemException Lost(long token) => new(
        StatusCodes.Status409Conflict, ProblemTypes.LockLost, "The lock is not held under this token",
        $"The lease of token {token} is over, or it was released. What it protects must not be touched any more under it. Acquire anew.");
}
