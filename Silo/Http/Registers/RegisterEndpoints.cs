using Actors.Paxos;
using Actors.Registers;
using Actors.Silo.Http.Headers;
using Actors.Silo.Http.Problems;
using Actors.Silo.Http.Values;

namespace Actors.Silo.Http.Registers;

/// <summary>Registers as they are: bytes under a key.</summary>
internal static class RegisterEndpoints
{
    public static void MapRegisters(this IEndpointRouteBuilder routes)
    {
        var registers = routes.MapGroup("/registers").WithTags("Registers").WithKey("1 to 512 bytes of UTF-8, percent-encoded; '/' and %2F are the same, and %00 cannot be sent. A key that ends in /acceptors is written with %2Facceptors.", "leader/2025")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        registers.MapPut("/{key}", ProposeAsync)
            .WithSummary("Proposes a value and tells which one won").WithDescription("Exactly one value ever wins; the answer is the winner in either case. Keys of the system (log/, log-floor/, node/, cluster/, config/, format/, bucket/, membership/, system/) and of the application (orders/, user-of-the-day/) cannot be written here: reserved-key.")
            .WithHeader("Idempotency-Key", "Names the proposal: after an unknown outcome a retry with it is the same proposal. Default: a new one.", "6f1b1f0e-4f3a-4c55-9f0e-3a1d2c4b5a69", "uuid")
            .WithHeader("If-Match", "Only if the register is decided, with one of these ETags, or * for any.", "*")
            .WithHeader("If-None-Match", "* proposes; a value that was there before is 412 instead of 200.", "*")
            .WithRetryAdvice("The proposal may yet win: ask again with the same Idempotency-Key. If you sent none, GET shows what wins.")
            .WithAnyBody()
            .WithValue(StatusCodes.Status201Created, "This proposal won.").WithValue(StatusCodes.Status200OK, "Another one had won; here it is.")
            .ProducesProblem(StatusCodes.Status403Forbidden).ProducesProblem(StatusCodes.Status412PreconditionFailed).ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status504GatewayTimeout);
        registers.MapGet("/{key}", ReadAsync)
            .WithSummary("Shows the value").WithDescription("Linearizable: once anybody has learned the value, everybody is shown it.")
            .WithHeader("Prefer", "wait=N waits N seconds, at most 60, for the decision.", "wait=10").WithReadConditions()
            .WithValue(StatusCodes.Status200OK, "The value that won.")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status504GatewayTimeout);
        registers.MapGet("/{key}/acceptors", InspectAsync)
            .WithSummary("Shows what each acceptor of the register holds").Produces<AcceptorsModel>();
    }

    private static async Task<IResult> ProposeAsync(string key, IRegisters registers, KeySpace keys, HttpRequest request)
    {
        var (register, conditions) = (RegisterRequest.Key(key), Conditions.Of(request));
        if (keys.ProblemOf(register) is { } reserved)
            throw new ProblemException(StatusCodes.Status403Forbidden, ProblemTypes.ReservedKey, "The key is reserved", reserved);
        var own = await RegisterRequest.ReadProposalAsync(request);
        // A value that must be there before is not proposed in order to look.
        if (conditions.Match is not null)
            conditions.Require(ETagOf((await registers.ReadAsync(register, request.HttpContext.RequestAborted)).Winner(register)));
        var winner = (await registers.ProposeAsync(register, own, request.HttpContext.RequestAborted)).Winner(register)!;
        if (winner.Id != own.Id)
        {
            conditions.Require(ETagOf(winner));
            return ResultOf(StatusCodes.Status200OK, winner);
        }
        // An id that comes back with another value was used twice, and neither user may believe that it won.
        return winner == own ? ResultOf(StatusCodes.Status201Created, winner) : throw new ProblemException(
            StatusCodes.Status422UnprocessableEntity, ProblemTypes.IdempotencyKeyReused, "The Idempotency-Key was used for another value",
            $"The register is decided, under this very id {own.Id}, with another body or Content-Type. GET shows it. Draw a new id for each proposal.");
    }

    private static async Task<IResult> ReadAsync(
        string key, IRegisters registers, HttpRequest request, TimeProvider time, IHostApplicationLifetime lifetime)
    {
        var (register, conditions) = (RegisterRequest.Key(key), Conditions.Of(request));
        if (RegisterRequest.Wait(request) is { } wait)
        {
            request.HttpContext.Response.Headers["Preference-Applied"] = $"wait={wait.TotalSeconds}";
            if (await registers.WaitAsync(register, wait, time, lifetime.ApplicationStopping, request.HttpContext.RequestAborted) is { } decided)
                return ResultOf(conditions, decided);
        }
        return (await registers.ReadAsync(register, request.HttpContext.RequestAborted)).Winner(register) is { } winner
            ? ResultOf(conditions, winner)
            : TypedResults.Problem(
                "Nothing was chosen yet. PUT proposes a value; GET with the header 'Prefer: wait=10' waits for one.",
                statusCode: StatusCodes.Status404NotFound, title: "The register is undecided", type: ProblemTypes.Undecided);
    }

    private static async Task<AcceptorsModel> InspectAsync(string key, IRegisters registers, CancellationToken cancellationToken) =>
        AcceptorsModel.Of(key, await registers.InspectAsync(RegisterRequest.Key(key), cancellationToken));

    private static string? ETagOf(Proposal? proposal) => proposal is null ? null : $"\"{proposal.Id}\"";

    private static ValueResult ResultOf(int status, Proposal winner) => new(status, ETagOf(winner)!, winner.Value.ContentType, winner.Value.Bytes);

    private static ValueResult ResultOf(Conditions conditions, Proposal winner) =>
        ValueResult.Of(conditions, ETagOf(winner)!, winner.Value.ContentType, winner.Value.Bytes);

    /// <summary>The winner if there is one in time, else null.</summary>
    private static async Task<Proposal?> WaitAsync(
        this IRegisters registers, RegisterKey key, TimeSpan wait, TimeProvider time, CancellationToken stopping, CancellationToken aborted)
    {
        if (wait == TimeSpan.Zero) return null;
        using var late = new CancellationTokenSource(wait, time);
        using var any = CancellationTokenSource.CreateLinkedTokenSource(late.Token, stopping, aborted);
        try
        {
            return await registers.WaitAsync(key, any.Token);
        }
        catch (OperationCanceledException) when (!aborted.IsCancellationRequested)
        {
            return stopping.IsCancellationRequested ? throw new ProblemException(
                StatusCodes.Status503ServiceUnavailable, ProblemTypes.Stopping, "The server is stopping", "Ask again, or ask another node.") : null;
        }
    }
}
