using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace Actors.Silo.Tests;

/// <summary>Requests and what must be true of the answers.</summary>
internal static class Answers
{
    public static string NewKey(string name = "key") => $"{name}-{Guid.NewGuid()}";

    /// <summary>A request whose target is sent as it is written here, dot segments and all.</summary>
    public static HttpRequestMessage Request(this HttpClient client, HttpMethod method, string target, HttpContent? content = null) => new(
        method, new Uri(client.BaseAddress!.GetLeftPart(UriPartial.Authority) + target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }))
    {
        Content = content,
    };

    public static Task<HttpResponseMessage> PutAsync(this HttpClient client, string key, string value, Guid? id = null)
    {
        var request = client.Request(HttpMethod.Put, $"/registers/{key}", new StringContent(value));
        if (id is not null) request.Headers.Add("Idempotency-Key", id.ToString());
        return client.SendAsync(request);
    }

    public static ByteArrayContent Bytes(byte[] bytes, string? contentType = null)
    {
        var content = new ByteArrayContent(bytes);
        if (contentType is not null) content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        return content;
    }

    public static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response)
    {
        using var document = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return document.RootElement.Clone();
    }

    /// <summary>Demands a problem as RFC 9457 has it, with all that a caller needs.</summary>
    public static async Task<JsonElement> RequireProblemAsync(this HttpResponseMessage response, HttpStatusCode status, string type)
    {
        Assert.Equal(status, response.StatusCode);
        Assert.Equal(new MediaTypeHeaderValue("application/problem+json"), response.Content.Headers.ContentType);
        var problem = await response.JsonAsync();
        Assert.Equal(type, problem.GetProperty("type").GetString());
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.NotEqual("", problem.GetProperty("title").GetString());
        Assert.NotEqual("", problem.GetProperty("detail").GetString());
        Assert.StartsWith("/", problem.GetProperty("instance").GetString(), StringComparison.Ordinal);
        return problem;
    }
}
