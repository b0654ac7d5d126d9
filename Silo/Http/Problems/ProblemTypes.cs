namespace Actors.Silo.Http.Problems;

/// <summary>The <c>type</c> of each problem: part of the API, and never changed.</summary>
internal static class ProblemTypes
{
    public const string
        Undecided = "undecided", NoQuorum = "no-quorum", LogFull = "log-full", UnknownOutcome = "unknown-outcome", Starting = "starting", Stopping = "stopping", NotReady = "not-ready",
        MalformedKey = "malformed-key", ReservedKey = "reserved-key", MalformedContentType = "malformed-content-type", MalformedIdempotencyKey = "malformed-idempotency-key",
        UnsupportedHeader = "unsupported-header", MalformedPreference = "malformed-preference", MalformedRequest = "malformed-request", TooLarge = "too-large",
        IdempotencyKeyReused = "idempotency-key-reused",
        InvalidOrder = "invalid-order", OrderNotFound = "order-not-found", OrderExists = "order-exists", AlreadyDecided = "already-decided",
        ForeignHost = "foreign-host", ForeignPage = "foreign-page",
        NotSwitchable = "not-switchable", NoDashboard = "no-dashboard", NodeNotFound = "node-not-found",
        NotAnOrder = "not-an-order", MalformedDate = "malformed-date", FutureDate = "future-date", PastDate = "past-date", NotAUser = "not-a-user",
        InvalidUser = "invalid-user", UserNotFound = "user-not-found", QuotaExceeded = "quota-exceeded", UsersFull = "users-full", NoUsers = "no-users",
        PreconditionFailed = "precondition-failed", KeyNotFound = "key-not-found", MalformedCondition = "malformed-condition",
        BrokenRegister = "broken-register", LockHeld = "lock-held", LockLost = "lock-lost", LockFree = "lock-free", InvalidLock = "invalid-lock", StateDiverged = "state-diverged",
        NotFound = "not-found", MethodNotAllowed = "method-not-allowed", UnsupportedMediaType = "unsupported-media-type", InternalError = "internal-error";

    /// <summary>The type of a problem that nobody described further.</summary>
    public static string Of(int status) => status switch
    {
        StatusCodes.Status404NotFound => NotFound,
        StatusCodes.Status405MethodNotAllowed => MethodNotAllowed,
        StatusCodes.Status413PayloadTooLarge => TooLarge,
        StatusCodes.Status415UnsupportedMediaType => UnsupportedMediaType,
        >= 500 => InternalError,
        _ => MalformedRequest,
    };
}
