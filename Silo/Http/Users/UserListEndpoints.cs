using Actors.Demo;
using Actors.Silo.Http.Problems;

namespace Actors.Silo.Http.Users;

/// <summary>The list that the user of the day is picked from.</summary>
internal static class UserListEndpoints
{
    private const string Advice = "The change may yet be made: ask again, which is harmless.";

    public static void MapUserList(this IEndpointRouteBuilder routes)
    {
        var users = routes.MapGroup("/users").WithTags("User of the day")
            .ProducesProblem(StatusCodes.Status503ServiceUnavailable).ProducesProblem(StatusCodes.Status504GatewayTimeout);
        users.MapGet("", async (UserList list, CancellationToken cancellationToken) =>
                new UserListModel([.. (await list.ReadAsync(cancellationToken)).Select(user => new UserModel(user))]))
            .WithSummary("Shows the list that the user of the day is picked from").WithDescription("Linearizable.");
        users.MapPost("", AddAsync)
            .WithRetryAdvice(Advice)
            .WithSummary("Puts somebody on the list").WithDescription("At most 1000 users. Who is on it already stays where they are.")
            .Produces<UserModel>(StatusCodes.Status201Created).Produces<UserModel>()
            .ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict);
        users.MapDelete("/{name}", RemoveAsync)
            .WithRetryAdvice(Advice).WithKey("The name, percent-encoded; '/' and %2F are the same.", "Ada")
            .WithSummary("Takes somebody off the list").WithDescription("Who was user of a day remains that.")
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> AddAsync(UserModel user, UserList list, CancellationToken cancellationToken)
    {
        if (UserList.ProblemOf(user.Name) is { } problem) throw new ProblemException(StatusCodes.Status400BadRequest, ProblemTypes.InvalidUser, "The user is invalid", problem);
        return await list.AddAsync(user.Name!, cancellationToken) switch
        {
            UserListResult.Changed => TypedResults.Created($"/users/{Uri.EscapeDataString(user.Name!)}", user),
            UserListResult.Unchanged => TypedResults.Ok(user),
            _ => throw new ProblemException(StatusCodes.Status409Conflict, ProblemTypes.UsersFull, "The list is full", $"It has {UserList.CountMax} users. DELETE /users/NAME makes room."),
        };
    }

    private static async Task<IResult> RemoveAsync(string name, UserList list, CancellationToken cancellationToken) =>
        UserList.ProblemOf(name) is null && await list.RemoveAsync(name, cancellationToken) == UserListResult.Changed ? TypedResults.NoContent()
            : throw new ProblemException(StatusCodes.Status404NotFound, ProblemTypes.UserNotFound, "There is no such user", $"'{name}' is not on the list. GET /users shows it.");
}
