using Actors.Paxos;
using Actors.Registers;
using Actors.Silo.Http.Problems;

namespace Actors.Silo.Http.Registers;

/// <summary>Registers as they are: bytes under a key.</summary>
internal static class RegisterEndpoints
{
    public static void MapRegisters(this IEndpointRouteBuilder routes)
    {
        var registers = routes.MapGroup("/registers").WithTags("Registers").WithKey()
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status503ServiceUnavailable);
        registers.MapPut("/{key}", ProposeAsync)
            .WithSummary("Proposes a value and tells which one won").WithDescription("Exactly one value ever wins; the answer is the winner in either case.")
            .WithHeader("Idempotency-Key", "Names the proposal: after an unknown outcome a retry with it is the same proposal. Default: a new one.", "6f1b1f0e-4f3a-4c55-9f0e-3a1d2c4b5a69", "uuid")
            .WithAnyBody()
            .WithValue(StatusCodes.Status201Created, "This proposal won.").WithValue(StatusCodes.Status200OK, "Another one had won; here it is.")
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge).ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status504GatewayTimeout);
        registers.MapGet("/{key}", ReadAsync)
            .WithSummary("Shows the value").WithDescription("Linearizable: once anybody has learned the value, everybody is shown it.")
            .WithHeader("Prefer", "wait=N waits N seconds, at most 60, for the decision.", "wait=10")
            .WithValue(StatusCodes.Status200OK, "The value that won.")
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status504GatewayTimeout);
        registers.MapGet("/{key}/acceptors", InspectAsync)
            .WithSummary("Shows what each acceptor of the register holds").Produces<AcceptorsModel>();
    }

    private static async Task<IResult> ProposeAsync(RegisterTarget target, IRegisters registers, HttpRequest request)
    {
        var own = await RegisterRequest.ReadProposalAsync(request);
        var winner = (await registers.ProposeAsync(target.Key, own, request.HttpContext.RequestAborted)).Winner(target.Key)!;
        if (winner.Id != own.Id) return new RegisterResult(StatusCodes.Status200OK, winner);
        // An id that comes back with another value was used twice, and neither user may believe that it won.
        return winner == own ? new RegisterResult(StatusCodes.Status201Created, winner) : throw new ProblemException(
            StatusCodes.Status422UnprocessableEntity, ProblemTypes.IdempotencyKeyReused, "The Idempotency-Key was used for another value",
            $"The register is decided, under this very id {own.Id}, with another body or Content-Type. GET shows it. Draw a new id for each proposal.");
    }

    private static async Task<IResult> ReadAsync(
        RegisterTarget target, IRegisters registers, HttpRequest request, TimeProvider time, IHostApplicationLifetime lifetime)
    {
        if (RegisterRequest.Wait(request) is { } wait)
        {
            request.HttpContext.Response.Headers["Preference-Applied"] = $"wait={wait.TotalSeconds}";
            if (await registers.WaitAsync(target.Key, wait, time, lifetime.ApplicationStopping, request.HttpContext.RequestAborted) is { } decided)
                return new RegisterResult(StatusCodes.Status200OK, decided);
        }
        return (await registers.ReadAsync(target.Key, request.HttpContext.RequestAborted)).Winner(target.Key) is { } winner
            ? new RegisterResult(StatusCodes.Status200OK, winner)
            : TypedResults.Problem(
                "Nothing was chosen yet. PUT proposes a value; GET with the header 'Prefer: wait=10' waits for one.",
                statusCode: StatusCodes.Status404NotFound, title: "The register is undecided", type: ProblemTypes.Undecided);
    }

    private static async Task<AcceptorsModel> InspectAsync(RegisterTarget target, IRegisters registers, CancellationToken cancellationToken) =>
        AcceptorsModel.Of(target.Key.Value, await registers.InspectAsync(target.Key, cancellationToken));

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
