using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Actors.Pages.Tests;

/// <summary>What a page of another server can do to a cluster through the browser of a person who has both open: nothing.</summary>
public sealed class ForeignPageTests(Browser browser, OwnSilo silo) : IClassFixture<OwnSilo>
{
    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("foreign.example")]
    public async Task A_page_from_elsewhere_switches_no_node_cancels_no_order_and_opens_no_circuit(string host)
    {
        await silo.HealAsync();
        using var http = new HttpClient { BaseAddress = new Uri(silo.Url) };
        var order = Guid.NewGuid().ToString();
        using (var placed = await http.PostAsJsonAsync("/orders", new { id = order, customer = "Ada", items = new[] { new { sku = "book", quantity = 1 } } }))
            Assert.Equal(HttpStatusCode.Created, placed.StatusCode);
        var port = FreePorts.One();
        using var other = Serve(port, Page(silo.Url, order));
        await using var visitor = await browser.VisitAsync(url: $"http://{host}:{port}");

        foreach (var form in new[] { "stop", "cancel" })
        {
            await visitor.Page.GotoAsync("/");
            var answer = await visitor.Page.RunAndWaitForResponseAsync(() => visitor.Page.ClickAsync($"#{form}"), each => each.Request.Method == "POST");
            Assert.Equal(403, answer.Status);
        }
        await visitor.Page.GotoAsync("/");
        Assert.Equal("refused", await visitor.Page.EvaluateAsync<string>(
            "url => new Promise(done => { const socket = new WebSocket(url); socket.onopen = () => done('open'); socket.onerror = () => done('refused'); })",
            $"{silo.Url.Replace("http", "ws", StringComparison.Ordinal)}/_blazor"));

        var nodes = await http.GetFromJsonAsync<JsonElement>("/nodes");
        Assert.All(nodes.EnumerateArray(), node => Assert.Equal("Running", node.GetProperty("state").GetString()));
        Assert.Equal("Pending", (await http.GetFromJsonAsync<JsonElement>($"/orders/{order}")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task A_name_that_its_owner_has_pointed_here_shows_nothing()
    {
        await using var visitor = await browser.VisitAsync(url: $"http://foreign.example:{new Uri(silo.Url).Port}");
        var answer = await visitor.Page.GotoAsync("/");
        Assert.Equal(421, answer!.Status);
        Assert.Contains("foreign-host", await answer.TextAsync(), StringComparison.Ordinal);
    }

    private static string Page(string target, string order) =>
        $"""
        <!doctype html><title>Win a prize</title>
        <form method="post" action="{target}/nodes/n1/stop"><button id="stop">Here</button></form>
        <form method="post" action="{target}/orders/{order}/cancel"><button id="cancel">Or here</button></form>
        """;

    /// <summary>A server that has one page.</summary>
    private static HttpListener Serve(int port, string page)
    {
        var listener = new HttpListener { Prefixes = { $"http://*:{port}/" } };
        listener.Start();
        _ = AnswerAsync();
        return listener;

        async Task AnswerAsync()
        {
            while (listener.IsListening)
            {
                HttpListenerContext context;
                try
                {
                    context = await listener.GetContextAsync();
                }
                catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }
                context.Response.ContentType = "text/html";
                await context.Response.OutputStream.WriteAsync(Encoding.UTF8.GetBytes(page));
                context.Response.Close();
            }
        }
    }
}
