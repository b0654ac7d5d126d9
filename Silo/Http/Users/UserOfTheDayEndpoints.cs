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
            .WithSummary("Tells the user of a day").WithDescription("Today's, in UTC, if no date is given. The first request for a day from 2000-01-01 on picks one of /users, and the pick stays.")
            .Produces<DayUser>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<DayUser> FindAsync([Description("yyyy-MM-dd")] string? date, UserOfTheDay users, CancellationToken cancellationToken)
    {
        var day = date is null ? users.Today : Parse(date);
        if (day > users.Today)
            throw new ProblemException(StatusCodes.Status409Conflict, ProblemTypes.FutureDate, "That day has not come yet", $"Today is {Format(users.Today)} in UTC. Ask again on the day.");
        return await GetAsync(day, users, cancellationToken)
            ?? throw (day < UserOfTheDay.First ? new ProblemException(
                StatusCodes.Status409Conflict, ProblemTypes.PastDate, "That day is too long ago", $"Users are picked for days from {Format(UserOfTheDay.First)} on.")
            : new ProblemException(
                StatusCodes.Status409Conflict, ProblemTypes.NoUsers, "Nobody can be picked", $"The list of users is empty, and {Format(day)} has no user yet. POST /users adds somebody; then ask again."));
    }

    private static async Task<DayUser?> GetAsync(DateOnly day, UserOfTheDay users, CancellationToken cancellationToken)
    {
        try
        {
            return await users.GetAsync(day, cancellationToken);
        }
        catch (InvalidDataException)
        {
            var key = UserOfTheDay.KeyOf(day);
            throw new ProblemException(
                StatusCodes.Status409Conflict, ProblemTypes.NotAUser, "This is no user", $"The day's register holds something that is no name of a user. GET /registers/{key} shows it.");
        }
    }

    private static DateOnly Parse(string date) =>
        DateOnly.TryParseExact(date, DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new ProblemException(StatusCodes.Status400BadRequest, ProblemTypes.MalformedDate, "The date is malformed", $"'{date}' is no day; write one as {Format(new DateOnly(2025, 12, 31))}.");

    private static string Format(DateOnly day) => day.ToString(DateFormat, CultureInfo.InvariantCulture);
}
