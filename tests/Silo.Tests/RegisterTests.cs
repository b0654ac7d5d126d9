using System.Net;

namespace Actors.Silo.Tests;

[Collection(SharedSiloCollection.Name)]
public sealed class RegisterTests(SharedSilo silo)
{
    private const int ValueBytesMax = 64 * 1024;

    private HttpClient Client => silo.Client;

    [Fact]
    public async Task The_first_proposal_wins_and_everybody_else_learns_it()
    {
        var key = Answers.NewKey();
        using var first = await Client.PutAsync(key, "mine");
        using var second = await Client.PutAsync(key, "yours");
        using var read = await Client.GetAsync($"/registers/{key}");
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(HttpStatusCode.OK, read.StatusCode);
        foreach (var answer in new[] { first, second, read })
        {
            Assert.Equal("mine", await answer.Content.ReadAsStringAsync());
            Assert.Equal("text/plain; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
            Assert.Equal(first.Headers.ETag, answer.Headers.ETag);
            Assert.True(Guid.TryParseExact(answer.Headers.ETag!.Tag.Trim('"'), "D", out _));
        }
    }

    [Fact]
    public async Task Of_many_who_race_one_is_told_that_it_won_and_all_are_told_the_same()
    {
        var key = Answers.NewKey();
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Client.PutAsync(key, $"{i}")));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.All(answers, answer => Assert.True(answer.IsSuccessStatusCode));
        Assert.Single((await Task.WhenAll(answers.Select(answer => answer.Content.ReadAsStringAsync()))).Distinct());
    }

    [Fact]
    public async Task A_retry_under_the_same_id_has_won_too()
    {
        var (key, id) = (Answers.NewKey(), Guid.NewGuid());
        for (var i = 0; i < 2; i++)
        {
            using var answer = await Client.PutAsync(key, "value", id);
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            Assert.Equal($"\"{id}\"", answer.Headers.ETag!.Tag);
        }
    }

    [Theory]
    [InlineData("other", "text/plain; charset=utf-8")]
    [InlineData("value", "text/html")]
    public async Task An_id_is_not_used_for_two_values(string value, string contentType)
    {
        var (key, id) = (Answers.NewKey(), Guid.NewGuid());
        (await Client.PutAsync(key, "value", id)).Dispose();
        var request = Client.Request(HttpMethod.Put, $"/registers/{key}", Answers.Bytes([.. value.Select(c => (byte)c)], contentType));
        request.Headers.Add("Idempotency-Key", $"\"{id}\"");
        using var answer = await Client.SendAsync(request);
        await answer.RequireProblemAsync(HttpStatusCode.UnprocessableEntity, "idempotency-key-reused");
    }

    [Theory]
    [InlineData("")]
    [InlineData("7")]
    [InlineData("00000000-0000-0000-0000-000000000000")]
    [InlineData("{6f1b1f0e-4f3a-4c55-9f0e-3a1d2c4b5a69}")]
    public async Task An_id_is_a_uuid(string id)
    {
        var request = Client.Request(HttpMethod.Put, $"/registers/{Answers.NewKey()}");
        request.Headers.Add("Idempotency-Key", id);
        using var answer = await Client.SendAsync(request);
        await answer.RequireProblemAsync(HttpStatusCode.BadRequest, "malformed-idempotency-key");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("text/plain;charset=UTF-8")]
    [InlineData("Text/HTML ; x=\"y z\"")]
    [InlineData("no media type at all")]
    public async Task The_content_type_is_kept_byte_for_byte(string? contentType)
    {
        var key = Answers.NewKey();
        using var put = await Client.SendAsync(Client.Request(HttpMethod.Put, $"/registers/{key}", Answers.Bytes([0, 255], contentType)));
        using var get = await Client.GetAsync($"/registers/{key}");
        foreach (var answer in new[] { put, get })
        {
            Assert.True(answer.IsSuccessStatusCode);
            Assert.Equal([0, 255], await answer.Content.ReadAsByteArrayAsync());
            Assert.Equal(contentType, answer.Content.Headers.NonValidated.TryGetValues("Content-Type", out var values) ? values.ToString() : null);
        }
    }

    [Fact]
    public async Task A_content_type_has_a_limit()
    {
        using var answer = await Client.SendAsync(
            Client.Request(HttpMethod.Put, $"/registers/{Answers.NewKey()}", Answers.Bytes([], new string('x', 257))));
        await answer.RequireProblemAsync(HttpStatusCode.BadRequest, "malformed-content-type");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(ValueBytesMax)]
    public async Task A_value_may_be_empty_and_as_large_as_64_KiB(int bytes)
    {
        var key = Answers.NewKey();
        using var put = await Client.SendAsync(Client.Request(HttpMethod.Put, $"/registers/{key}", Answers.Bytes(new byte[bytes])));
        Assert.Equal(HttpStatusCode.Created, put.StatusCode);
        Assert.Equal(bytes, (await Client.GetByteArrayAsync($"/registers/{key}")).Length);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_value_is_not_larger(bool chunked)
    {
        var key = Answers.NewKey();
        var request = Client.Request(HttpMethod.Put, $"/registers/{key}", Answers.Bytes(new byte[ValueBytesMax + 1]));
        request.Headers.TransferEncodingChunked = chunked;
        using var answer = await Client.SendAsync(request);
        await answer.RequireProblemAsync(HttpStatusCode.RequestEntityTooLarge, "too-large");
        using var read = await Client.GetAsync($"/registers/{key}");
        await read.RequireProblemAsync(HttpStatusCode.NotFound, "undecided");
    }

    [Fact]
    public async Task An_undecided_register_is_a_problem()
    {
        using var answer = await Client.GetAsync($"/registers/{Answers.NewKey()}");
        await answer.RequireProblemAsync(HttpStatusCode.NotFound, "undecided");
    }

    [Fact]
    public async Task Who_waits_is_told_the_decision_when_it_is_made()
    {
        var key = Answers.NewKey();
        var waits = Enumerable.Range(0, 6).Select(_ => GetAsync(key, "respond-async, wait=30")).ToArray();
        Assert.All(waits, wait => Assert.False(wait.IsCompleted));
        (await Client.PutAsync(key, "value")).Dispose();
        foreach (var answer in await Task.WhenAll(waits))
        {
            Assert.Equal("value", await answer.Content.ReadAsStringAsync());
            Assert.Equal("wait=30", answer.Headers.GetValues("Preference-Applied").Single());
        }
    }

    [Theory]
    [InlineData("wait=0", "wait=0")]
    [InlineData("wait=1", "wait=1")]
    public async Task Who_has_waited_in_vain_is_told_so(string prefer, string applied)
    {
        using var answer = await GetAsync(Answers.NewKey(), prefer);
        await answer.RequireProblemAsync(HttpStatusCode.NotFound, "undecided");
        Assert.Equal(applied, answer.Headers.GetValues("Preference-Applied").Single());
    }

    [Fact]
    public async Task Nobody_waits_longer_than_a_minute()
    {
        var key = Answers.NewKey();
        (await Client.PutAsync(key, "value")).Dispose();
        using var answer = await GetAsync(key, "wait=99999999999");
        Assert.Equal("wait=60", answer.Headers.GetValues("Preference-Applied").Single());
    }

    [Theory]
    [InlineData("wait")]
    [InlineData("wait=")]
    [InlineData("wait=-1")]
    [InlineData("wait=soon")]
    public async Task A_wait_is_a_number_of_seconds(string prefer)
    {
        using var answer = await GetAsync(Answers.NewKey(), prefer);
        await answer.RequireProblemAsync(HttpStatusCode.BadRequest, "malformed-preference");
    }

    [Fact]
    public async Task A_stored_page_cannot_run_in_the_name_of_the_server()
    {
        var key = Answers.NewKey();
        (await Client.SendAsync(Client.Request(HttpMethod.Put, $"/registers/{key}", Answers.Bytes("<script>"u8.ToArray(), "text/html")))).Dispose();
        using var answer = await Client.GetAsync($"/registers/{key}");
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single());
    }

    [Fact]
    public async Task Head_is_get_without_the_body()
    {
        var key = Answers.NewKey();
        (await Client.PutAsync(key, "value")).Dispose();
        using var answer = await Client.SendAsync(Client.Request(HttpMethod.Head, $"/registers/{key}"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(5, answer.Content.Headers.ContentLength);
        Assert.Equal("", await answer.Content.ReadAsStringAsync());
    }

    private Task<HttpResponseMessage> GetAsync(string key, string prefer)
    {
        var request = Client.Request(HttpMethod.Get, $"/registers/{key}");
        request.Headers.Add("Prefer", prefer);
        return Client.SendAsync(request);
    }
}
