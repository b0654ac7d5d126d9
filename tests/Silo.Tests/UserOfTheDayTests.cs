using System.Globalization;
using System.Net;

namespace Actors.Silo.Tests;

[Collection(SharedSiloCollection.Name)]
public sealed class UserOfTheDayTests(SharedSilo silo)
{
    [Theory]
    [InlineData("2020-02-29")]
    [InlineData("2000-01-01")]
    public async Task A_day_has_one_user_for_everyone(string date)
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => silo.Client.GetStringAsync($"/user-of-the-day?date={date}")));
        Assert.StartsWith($$"""{"date":"{{date}}","user":""", Assert.Single(answers.Distinct()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_date_it_is_todays()
    {
        var before = DateTime.UtcNow;
        using var answer = await silo.Client.GetAsync("/user-of-the-day");
        Assert.InRange(DateTime.ParseExact((await answer.JsonAsync()).GetProperty("date").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture), before.Date, DateTime.UtcNow);
    }

    [Theory]
    [InlineData("")]
    [InlineData("today")]
    [InlineData("2021-02-29")]
    [InlineData("2021-2-3")]
    [InlineData("03/02/2021")]
    [InlineData("2021-02-03T00:00:00Z")]
    public async Task A_date_is_a_day(string date)
    {
        using var answer = await silo.Client.GetAsync($"/user-of-the-day?date={date}");
        await answer.RequireProblemAsync(HttpStatusCode.BadRequest, "malformed-date");
    }

    [Fact]
    public async Task The_future_is_not_decided()
    {
        using var answer = await silo.Client.GetAsync("/user-of-the-day?date=9999-12-31");
        await answer.RequireProblemAsync(HttpStatusCode.Conflict, "future-date");
    }
}
