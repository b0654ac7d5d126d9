using System.Net;

namespace Actors.Silo.Tests;

/// <summary>Half a character in JSON: nothing is done, and the caller is told what is wrong with the request.</summary>
[Collection(SharedSiloCollection.Name)]
public sealed class TextTests(SharedSilo silo)
{
    [Theory]
    [InlineData("/locks/text/acquire", """{ "owner": "me\ud800" }""")]
    [InlineData("/users", """{ "name": "me\ud800" }""")]
    [InlineData("/orders", """{ "id": "me\ud800", "customer": "Ada", "items": [{ "sku": "book", "quantity": 1 }] }""")]
    [InlineData("/orders", """{ "customer": "me\udc00", "items": [{ "sku": "book", "quantity": 1 }] }""")]
    [InlineData("/orders", """{ "customer": "Ada", "items": [{ "sku": "\udc00\ud800", "quantity": 1 }] }""")]
    public async Task An_unpaired_surrogate_is_refused(string path, string json)
    {
        using var answer = await silo.Client.PostAsync(path, Answers.Json(json));
        await answer.RequireProblemAsync(HttpStatusCode.BadRequest, "malformed-request");
    }
}
