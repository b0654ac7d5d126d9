namespace Actors.Silo.Tests;

public sealed class FiveAcceptorsTests
{
    [Fact]
    public async Task Five_nodes_keep_a_register()
    {
        using var data = new TempDirectory();
        await using var silo = await SiloProcess.StartAsync(data.Path, FreePorts.Cluster(5), "--acceptors", "5");
        (await silo.Client.PutAsync("key", "value")).EnsureSuccessStatusCode().Dispose();
        using var answer = await silo.Client.GetAsync("/registers/key/acceptors");
        Assert.Equal(5, (await answer.JsonAsync()).GetProperty("acceptors").EnumerateArray().Count(acceptor => acceptor.GetProperty("answered").GetBoolean()));
    }
}
