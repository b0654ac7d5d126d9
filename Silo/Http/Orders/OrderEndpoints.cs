using System.Text.Json;
using System.Text.Json.Nodes;
using Actors.Demo;
using Actors.Silo.Http.Problems;

namespace Actors.Silo.Http.Orders;

/// <summary>Orders that end in exactly one way.</summary>
internal static class OrderEndpoints
{
    private const string Example = """{ "customer": "Ada", "items": [ { "sku": "A-100", "quantity": 2 } ] }""";
    private const string SettleAdvice = "It may yet come true: ask again, which is harmless.";

    public static void MapOrders(this IEndpointRouteBuilder routes)
    {
        var orders = routes.MapGroup("/orders").WithTags("Orders").AddEndpointFilter(RequireOrders)
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable).ProducesProblem(StatusCodes.Status504GatewayTimeout);
        orders.MapPost("", PlaceAsync)
            .WithRetryAdvice("The order may yet be placed: send it again with the same id. Without an id that is another order.")
            .WithSummary("Places an order").WithDescription("Sent again with the same id and content it is the same order.")
            .Produces<OrderModel>(StatusCodes.Status201Created).Produces<OrderModel>()
            .ProducesValidationProblem().ProducesProblem(StatusCodes.Status409Conflict)
            .AddOpenApiOperationTransformer(static (operation, _, _) =>
            {
                operation.RequestBody!.Content!["application/json"].Example = JsonNode.Parse(Example);
                return Task.CompletedTask;
            });
        orders.MapGet("/{id}", FindAsync)
            .WithSummary("Shows an order").Produces<OrderModel>().ProducesProblem(StatusCodes.Status404NotFound);
        orders.MapPost("/{id}/cancel", (string id, OrderDesk desk, CancellationToken cancellationToken) => SettleAsync(id, desk.CancelAsync(Known(id), cancellationToken)))
            .WithRetryAdvice(SettleAdvice)
            .WithSummary("Cancels an order, unless it was shipped").Produces<OrderModel>()
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
        orders.MapPost("/{id}/ship", (string id, OrderDesk desk, CancellationToken cancellationToken) => SettleAsync(id, desk.ShipAsync(Known(id), cancellationToken)))
            .WithRetryAdvice(SettleAdvice)
            .WithSummary("Ships an order, unless it was cancelled").Produces<OrderModel>()
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> PlaceAsync(OrderRequest request, OrderDesk desk, CancellationToken cancellationToken)
    {
        if (request.Problems() is { Count: > 0 } problems)
            throw new ProblemException(StatusCodes.Status400BadRequest, ProblemTypes.InvalidOrder, "The order is invalid", "Mend what errors lists, and send it again.")
            {
                Problem = { Extensions = { ["errors"] = problems } },
            };
        var order = request.ToOrder();
        if (order.Problem() is { } problem)
            throw new ProblemException(StatusCodes.Status400BadRequest, ProblemTypes.InvalidOrder, "The order is invalid", problem);
        var placement = await desk.PlaceAsync(order, cancellationToken);
        return placement.Result switch
        {
            PlaceResult.Placed => TypedResults.Created($"/orders/{order.Id}", OrderModel.Of(placement.Order)),
            PlaceResult.Repeated => TypedResults.Ok(OrderModel.Of(placement.Order)),
            _ => throw new ProblemException(StatusCodes.Status409Conflict, ProblemTypes.OrderExists, "Another order has this id", $"GET /orders/{order.Id} shows it. Give yours another id, or none."),
        };
    }

    private static async Task<IResult> FindAsync(string id, OrderDesk desk, CancellationToken cancellationToken) =>
        TypedResults.Ok(OrderModel.Of(await desk.FindAsync(Known(id), cancellationToken) ?? throw NotFound(id)));

    private static async Task<IResult> SettleAsync(string id, Task<Settlement?> settling)
    {
        var settlement = await settling ?? throw NotFound(id);
        var order = OrderModel.Of(settlement.Order);
        return settlement.Done ? TypedResults.Ok(order) : throw AlreadyDecided(order);
    }

    /// <summary>Anybody may write any register, so what is found under an order's name need not be one.</summary>
    private static async ValueTask<object?> RequireOrders(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (InvalidDataException)
        {
            throw new ProblemException(StatusCodes.Status409Conflict, ProblemTypes.NotAnOrder, "This is no order", "The order's register holds something else, written by way of /registers. Use another id.");
        }
    }

    private static string Known(string id) => Order.ProblemOfId(id) is null ? id : throw NotFound(id);

    private static ProblemException NotFound(string id) =>
        new(StatusCodes.Status404NotFound, ProblemTypes.OrderNotFound, "There is no such order", $"No order '{id}' was ever placed. POST /orders places one.");

    private static ProblemException AlreadyDecided(OrderModel order)
    {
        var exception = new ProblemException(StatusCodes.Status409Conflict, ProblemTypes.AlreadyDecided,
            $"The order is {order.State}", "The other one won, and nothing will change that. The order is part of this answer.");
        foreach (var (name, value) in JsonSerializer.SerializeToElement(order, JsonSerializerOptions.Web).EnumerateObject().Select(member => (member.Name, member.Value)))
            exception.Problem.Extensions.Add(name, value);
        return exception;
    }
}
