using System.Net;

namespace Actors.Silo.Tests;

[Collection(SharedSiloCollection.Name)]
public sealed class AcceptorTests(SharedSilo silo)
{
    [Fact]
    public async Task Nobody_has_promised_anything_for_a_register_that_nobody_asked_for()
    {
        var key = $"{Answers.NewKey()}/and more";
        using var answer = await silo.Client.GetAsync($"/registers/{Uri.EscapeDataString(key)}/acceptors");
        var view = await answer.JsonAsync();
        Assert.Equal(key, view.GetProperty("key").GetString());
        Assert.Equal(["n1", "n2", "n3"], view.GetProperty("acceptors").EnumerateArray().Select(acceptor => acceptor.GetProperty("node").GetString()!));
        foreach (var acceptor in view.GetProperty("acceptors").EnumerateArray())
        {
            Assert.True(acceptor.GetProperty("answered").GetBoolean());
            Assert.Equal(0, acceptor.GetProperty("promised").GetProperty("round").GetInt64());
            Assert.Equal("Null", $"{acceptor.GetProperty("accepted").ValueKind}");
            Assert.Equal("Null", $"{acceptor.GetProperty("chosen").ValueKind}");
        }
    }

    [Fact]
    public async Task A_quorum_holds_what_was_decided()
    {
        var (key, id) = (Answers.NewKey(), Guid.NewGuid());
        (await silo.Client.PutAsync(key, "value", id)).Dispose();
        using var answer = await silo.Client.GetAsync($"/registers/{key}/acceptors");
        var holders = (await answer.JsonAsync()).GetProperty("acceptors").EnumerateArray().Count(acceptor =>
            (acceptor.GetProperty("chosen") is { ValueKind: System.Text.Json.JsonValueKind.String } chosen && chosen.GetGuid() == id)
            || (acceptor.GetProperty("accepted") is { ValueKind: System.Text.Json.JsonValueKind.Object } pair && pair.GetProperty("proposal").GetGuid() == id));
        Assert.InRange(holders, 2, 3);
    }

    [Fact]
    public async Task The_view_is_read_only()
    {
        using var answer = await silo.Client.PutAsync($"{Answers.NewKey()}/acceptors", "value");
        await answer.RequireProblemAsync(HttpStatusCode.MethodNotAllowed, "method-not-allowed");
    }
}
