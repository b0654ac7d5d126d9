using Actors.Log.KeyValues;
using Actors.Silo.Http.Headers;
using Actors.Silo.Http.Problems;
using Actors.Silo.Http.Values;
using Actors.Silo.Http.Registers;

namespace Actors.Silo.Http.KeyValues;

/// <summary>A map whose values may change, each change on the condition of what was seen before.</summary>
internal static class KeyValueEndpoints
{
    private const string Advice = "The change may yet be made: ask again with the same Idempotency-Key. If you sent none, look with GET before you repeat it.";
    private const string Condition = "\"42\"", ChangeId = "6f1b1f0e-4f3a-4c55-9f0e-3a1d2c4b5a69";

    public static void MapKeyValues(this IEndpointRouteBuilder routes)
    {
        var items = routes.MapGroup("/kv").WithTags("Key-value map").WithKey("1 to 512 characters, percent-encoded; '/' and %2F are the same, and %00 cannot be sent.", "config/limits")
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status503ServiceUnavailable).ProducesProblem(StatusCodes.Status504GatewayTimeout);
        items.MapGet("/{key}", FindAsync)
            .WithSummary("Shows the value of a key").WithDescription("Linearizable. The ETag is the version.").WithReadConditions()
            .WithValue(StatusCodes.Status200OK, "The value.").ProducesProblem(StatusCodes.Status404NotFound);
        items.MapPut("/{key}", SetAsync)
            .WithSummary("Sets the value of a key").WithDescription("At most 40 KiB. Linearizable, and done once for an Idempotency-Key.")
            .WithRetryAdvice(Advice)
            .WithHeader("If-Match", "Only if the value has this ETag: one, and not *.", Condition)
            .WithHeader("If-None-Match", "* sets it only if there is none.", "*")
            .WithHeader("Idempotency-Key", "Names the change: a retry with it is the same change. Default: a new one.", ChangeId, "uuid")
            .WithAnyBody()
            .Produces(StatusCodes.Status201Created).Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status412PreconditionFailed).ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity).ProducesProblem(StatusCodes.Status507InsufficientStorage);
        items.MapDelete("/{key}", RemoveAsync)
            .WithSummary("Removes a key and its value").WithDescription("Linearizable, and done once for an Idempotency-Key.")
            .WithRetryAdvice(Advice)
            .WithHeader("If-Match", "Only if the value has this ETag: one, or * for any.", Condition)
            .WithHeader("Idempotency-Key", "Names the change: a retry with it is the same change. Default: a new one.", ChangeId, "uuid")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status412PreconditionFailed)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
    }

    private static async Task<IResult> FindAsync(string key, KeyValueMap map, HttpRequest request, CancellationToken cancellationToken)
    {
        var conditions = Conditions.Of(request);
        return await map.GetAsync(Known(key), cancellationToken) is { } item
            ? ValueResult.Of(conditions, KeyValueConditions.ETagOf(item.Version), item.ContentType, item.Value) : throw NotFound(key);
    }

    private static async Task<IResult> SetAsync(string key, KeyValueMap map, HttpRequest request, CancellationToken cancellationToken)
    {
        var conditions = Conditions.Of(request);
        var (ifVersion, ifAbsent) = (KeyValueConditions.VersionOfSet(conditions), KeyValueConditions.IsIfAbsent(conditions));
        var (value, contentType) = await KeyValueRequest.ReadValueAsync(request);
        var result = await ChangeAsync(map, new KeyValueCommand(Known(key), value, contentType, ifVersion, ifAbsent), request, cancellationToken);
        request.HttpContext.Response.Headers.ETag = KeyValueConditions.ETagOf(result.Version!.Value);
        return result.Existed ? TypedResults.NoContent() : TypedResults.Created((string?)null);
    }

    private static async Task<IResult> RemoveAsync(string key, KeyValueMap map, HttpRequest request, CancellationToken cancellationToken)
    {
        var ifVersion = KeyValueConditions.VersionOfRemoval(Conditions.Of(request));
        var result = await ChangeAsync(map, new KeyValueCommand(Known(key), null, IfVersion: ifVersion), request, cancellationToken);
        return result.Existed ? TypedResults.NoContent() : throw NotFound(key);
    }

    private static async Task<KeyValueResult> ChangeAsync(KeyValueMap map, KeyValueCommand command, HttpRequest request, CancellationToken cancellationToken)
    {
        var id = await map.NewIdAsync(RegisterRequest.IdempotencyKey(request.Headers["Idempotency-Key"]).Value, cancellationToken);
        var result = await map.ChangeAsync(command, id, cancellationToken);
        return result.Done ? result : throw Conditions.Failed(
            result.Version is { } version ? $"The value has the ETag {KeyValueConditions.ETagOf(version)} now. GET shows it." : "There is no value.");
    }

    private static string Known(string? key) => key is { Length: >= 1 and <= KeyValueMap.KeyMax } ? key
        : throw new ProblemException(StatusCodes.Status400BadRequest, ProblemTypes.MalformedKey, "The key is malformed", $"A key has 1 to {KeyValueMap.KeyMax} characters.");

    private static ProblemException NotFound(string key) =>
        new(StatusCodes.Status404NotFound, ProblemTypes.KeyNotFound, "There is no value", $"'{key}' is not in the map. PUT sets it.");
}
