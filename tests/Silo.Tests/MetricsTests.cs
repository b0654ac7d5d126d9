using System.Globalization;
using System.Net;

namespace Actors.Silo.Tests;

/// <summary>What Prometheus is told.</summary>
[Collection(SharedSiloCollection.Name)]
public sealed class MetricsTests(SharedSilo silo)
{
    private static readonly string[] Nodes = ["n1", "n2", "n3"];

    [Fact]
    public async Task Decisions_are_counted_where_Prometheus_looks()
    {
        var before = await ReadAsync();
        for (var i = 0; i < 30; i++) Assert.Equal(HttpStatusCode.Created, (await silo.Client.PutAsync(Answers.NewKey(), "x")).StatusCode);
        var after = before;
        // An answer may be some tenths of a second old.
        for (var deadline = DateTime.UtcNow.AddSeconds(90); Sum(after, "write_once_decisions_total") < Sum(before, "write_once_decisions_total") + 30; after = await ReadAsync())
            Assert.True(DateTime.UtcNow < deadline, "The decisions were not counted.");
        Assert.True(Sum(after, "write_once_call_duration_seconds_count") >= Sum(before, "write_once_call_duration_seconds_count") + 30);
        foreach (var name in new[] { "write_once_store_write_duration_seconds_count", "write_once_acceptor_batch_size_count", "write_once_peer_batch_size_count", "write_once_store_size_bytes" })
            foreach (var node in Nodes)
                Assert.True(Sum(after, name, $"write_once_node=\"{node}\"") > 0, $"{name} of {node}");
        Assert.Equal(6, after.Count(line => line.StartsWith("write_once_peer_suspected", StringComparison.Ordinal)));
        Assert.Contains(after, line => line.StartsWith("dotnet_gc_", StringComparison.Ordinal));
    }

    private async Task<string[]> ReadAsync()
    {
        using var answer = await silo.Client.GetAsync("/metrics");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        return (await answer.Content.ReadAsStringAsync()).Split('\n');
    }

    private static double Sum(string[] lines, string name, string label = "") =>
        lines.Where(line => line.StartsWith(name + "{", StringComparison.Ordinal) && line.Contains(label, StringComparison.Ordinal))
            .Sum(line => double.Parse(line[(line.IndexOf('}') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture));
}
