using System.ComponentModel;
using System.Globalization;
using Actors.Demo;
using Actors.Silo.Http.Problems;

namespace Actors.Silo.Http.Users;

/// <summary>One user a day: whoever asks first proposes somebody of the list at random, and everybody learns who it is.</summary>
internal static class UserOfTheDayEndpoints
{
    private const string DateFormat = "yyyy-MM-dd";

    public static void MapUserOfTheDay(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/user-of-the-day", FindAsync).WithTags("User of the day")
            .WithRetryAdvice("Whoever was picked stays it: ask again, which is harmless.")
            .WithSummary("Tells the user of a day").WithDescription("Today's, in UTC, if no date is given. Whoever asks first about a day has somebody picked from /users.")
            .Produces<DayUser>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<DayUser> FindAsync([Description("yyyy-MM-dd")] string? date, UserOfTheDay users, CancellationToken cancellationToken)
    {
        var day = date is null ? users.Today : Parse(date);
        if (day > users.Today)
            throw new ProblemException(StatusCodes.Status409Conflict, ProblemTypes.FutureDate, "That day has not come yet", $"Today is {Format(users.Today)} in UTC. Ask again on the day.");
        return await users.GetAsync(day, cancellationToken) ?? throw new ProblemException(
            StatusCodes.Status409Conflict, ProblemTypes.NoUsers, "Nobody can be picked", $"The list of users is empty, and {Format(day)} has no user yet. POST /users adds somebody; then ask again.");
    }

    private static DateOnly Parse(string date) =>
        DateOnly.TryParseExact(date, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new ProblemException(StatusCodes.Status400BadRequest, ProblemTypes.MalformedDate, "The date is malformed", $"'{date}' is no day; write one as {Format(new DateOnly(2025, 12, 31))}.");

    private static string Format(DateOnly day) => day.ToString(DateFormat, CultureInfo.InvariantCulture);
}
