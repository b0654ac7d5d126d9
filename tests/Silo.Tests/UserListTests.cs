using System.Net;
using System.Text.Json;

namespace Actors.Silo.Tests;

[Collection(SharedSiloCollection.Name)]
public sealed class UserListTests(SharedSilo silo)
{
    [Theory]
    [InlineData("")]
    [InlineData(" / Zoë")]
    [InlineData("%2F?#+")]
    public async Task A_user_is_put_on_the_list_once_and_taken_off(string suffix)
    {
        var name = Answers.NewKey("user") + suffix;
        using var added = await AddAsync(name);
        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        using var again = await AddAsync(name);
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Single(await UsersAsync(), name);
        using var removed = await silo.Client.DeleteAsync(added.Headers.Location);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.DoesNotContain(name, await UsersAsync());
        using var missing = await silo.Client.DeleteAsync(added.Headers.Location);
        await missing.RequireProblemAsync(HttpStatusCode.NotFound, "user-not-found");
    }

    [Fact]
    public async Task At_first_it_is_what_the_settings_say() => Assert.Equal(["Ada", "Barbara", "Edsger"], (await UsersAsync()).Take(3));

    [Theory]
    [InlineData("""{ }""", "invalid-user")]
    [InlineData("""{ "name": " " }""", "invalid-user")]
    [InlineData("""{ "name": ".." }""", "invalid-user")]
    [InlineData("""{ "name": "a\nb" }""", "invalid-user")]
    [InlineData("""{ "name": 7 }""", "malformed-request")]
    public async Task What_is_wrong_is_told(string request, string problem)
    {
        using var answer = await silo.Client.PostAsync("/users", Answers.Json(request));
        await answer.RequireProblemAsync(HttpStatusCode.BadRequest, problem);
    }

    private Task<HttpResponseMessage> AddAsync(string name) => silo.Client.PostAsync("/users", Answers.Json(JsonSerializer.Serialize(new { name })));

    private async Task<List<string?>> UsersAsync()
    {
        using var answer = await silo.Client.GetAsync("/users");
        return [.. (await answer.JsonAsync()).GetProperty("users").EnumerateArray().Select(user => user.GetProperty("name").GetString())];
    }
}
