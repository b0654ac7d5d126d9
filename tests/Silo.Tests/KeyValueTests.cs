using System.Net;
using System.Net.Http.Headers;

namespace Actors.Silo.Tests;

[Collection(SharedSiloCollection.Name)]
public sealed class KeyValueTests(SharedSilo silo)
{
    private readonly string _path = $"/kv/{Answers.NewKey("a/b")}";

    [Fact]
    public async Task A_value_is_set_shown_changed_and_removed()
    {
        using var missing = await silo.Client.GetAsync(_path);
        await missing.RequireProblemAsync(HttpStatusCode.NotFound, "key-not-found");
        var first = await SetAsync("one", HttpStatusCode.Created);
        Assert.NotEqual(first, await SetAsync("two", HttpStatusCode.NoContent));
        using var shown = await silo.Client.GetAsync(_path);
        Assert.Equal("two", await shown.Content.ReadAsStringAsync());
        Assert.Equal("text/plain; charset=utf-8", shown.Content.Headers.ContentType!.ToString());
        using var removed = await silo.Client.DeleteAsync(_path);
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        using var again = await silo.Client.DeleteAsync(_path);
        await again.RequireProblemAsync(HttpStatusCode.NotFound, "key-not-found");
    }

    [Fact]
    public async Task Conditions_are_kept()
    {
        var first = await SetAsync("one", HttpStatusCode.Created, ifNoneMatch: true);
        using var exists = await SendAsync(HttpMethod.Put, "two", ifNoneMatch: true);
        await exists.RequireProblemAsync(HttpStatusCode.PreconditionFailed, "precondition-failed");
        var second = await SetAsync("two", HttpStatusCode.NoContent, ifMatch: first);
        using var stale = await SendAsync(HttpMethod.Put, "three", ifMatch: first);
        Assert.Contains(second.Tag, (await stale.RequireProblemAsync(HttpStatusCode.PreconditionFailed, "precondition-failed")).GetProperty("detail").GetString());
        using var staleRemoval = await SendAsync(HttpMethod.Delete, null, ifMatch: first);
        await staleRemoval.RequireProblemAsync(HttpStatusCode.PreconditionFailed, "precondition-failed");
        using var removal = await SendAsync(HttpMethod.Delete, null, ifMatch: second);
        Assert.Equal(HttpStatusCode.NoContent, removal.StatusCode);
    }

    [Fact]
    public async Task A_change_that_is_repeated_counts_once()
    {
        var id = Guid.NewGuid();
        var first = await SetAsync("one", HttpStatusCode.Created, id: id);
        await SetAsync("two", HttpStatusCode.NoContent);
        Assert.Equal(first, await SetAsync("one", HttpStatusCode.Created, id: id));
        Assert.Equal("two", await silo.Client.GetStringAsync(_path));
    }

    [Fact]
    public async Task A_name_of_a_change_that_is_used_for_another_one_is_refused()
    {
        var (setting, removing) = (Guid.NewGuid(), Guid.NewGuid());
        await SetAsync("one", HttpStatusCode.Created, id: setting);
        using (var other = await SendAsync(HttpMethod.Put, "two", id: setting)) await other.RequireProblemAsync(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
        Assert.Equal("one", await silo.Client.GetStringAsync(_path));
        using (var removed = await SendAsync(HttpMethod.Delete, null, id: removing)) Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        using var set = await SendAsync(HttpMethod.Put, "two", id: removing);
        await set.RequireProblemAsync(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
    }

    [Fact]
    public async Task What_is_wrong_is_told()
    {
        using var condition = await SendAsync(HttpMethod.Put, "one", ifMatch: new EntityTagHeaderValue("\"x\""));
        await condition.RequireProblemAsync(HttpStatusCode.PreconditionFailed, "precondition-failed");
        using var large = await SendAsync(HttpMethod.Put, new string('x', 41 * 1024));
        await large.RequireProblemAsync(HttpStatusCode.RequestEntityTooLarge, "too-large");
        using var key = await silo.Client.GetAsync($"/kv/{new string('k', 513)}");
        await key.RequireProblemAsync(HttpStatusCode.BadRequest, "malformed-key");
    }

    private async Task<EntityTagHeaderValue> SetAsync(
        string value, HttpStatusCode expected, EntityTagHeaderValue? ifMatch = null, bool ifNoneMatch = false, Guid? id = null)
    {
        using var answer = await SendAsync(HttpMethod.Put, value, ifMatch, ifNoneMatch, id);
        Assert.Equal(expected, answer.StatusCode);
        return answer.Headers.ETag!;
    }

    private Task<HttpResponseMessage> SendAsync(HttpMethod method, string? value, EntityTagHeaderValue? ifMatch = null, bool ifNoneMatch = false, Guid? id = null)
    {
        var request = new HttpRequestMessage(method, _path) { Content = value is null ? null : new StringContent(value) };
        if (ifMatch is not null) request.Headers.IfMatch.Add(ifMatch);
        if (ifNoneMatch) request.Headers.IfNoneMatch.Add(EntityTagHeaderValue.Any);
        if (id is not null) request.Headers.Add("Idempotency-Key", id.ToString());
        return silo.Client.SendAsync(request);
    }
}
