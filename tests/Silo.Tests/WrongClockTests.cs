using System.Globalization;
using System.Net;

namespace Actors.Silo.Tests;

/// <summary>Real processes with wrong clocks: the worst of the cases of <c>tests/chaos/clocks</c>, in one.</summary>
public sealed class WrongClockTests
{
    [Fact]
    public async Task Nodes_whose_clocks_are_a_day_ahead_let_another_one_join_and_start_again_at_once_after_they_were_put_right()
    {
        await using var cluster = new ProcessCluster { Environment = ClockAhead(TimeSpan.FromDays(1)) };
        await Task.WhenAll(cluster.StartAsync("n1"), cluster.StartAsync("n2"));
        cluster.Environment = [];
        // To both others it has begun to join a day ago.
        await cluster.WholeAsync();
        Assert.DoesNotContain("starts again", cluster["n3"].Output, StringComparison.Ordinal);
        using (var placed = await cluster["n1"].Client.PutAsync("before", "stands"))
        {
            Assert.Equal(HttpStatusCode.Created, placed.StatusCode);
            Assert.InRange(placed.Headers.Date!.Value - DateTimeOffset.UtcNow, TimeSpan.FromHours(23), TimeSpan.FromHours(25));
        }
        using var taken = await cluster["n1"].Client.PostAsync("/locks/held/acquire", Answers.Json("""{ "owner": "anna", "leaseSeconds": 86400 }"""));
        Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        // Their rows of the membership table stay active, two of them tomorrow's.
        foreach (var node in ProcessCluster.Nodes) await cluster.KillAsync(node);

        await cluster.WholeAsync();
        foreach (var node in ProcessCluster.Nodes)
        {
            Assert.DoesNotContain("starts again", cluster[node].Output, StringComparison.Ordinal);
            using var stands = await cluster[node].Client.GetAsync("/registers/before");
            Assert.Equal("stands", await stands.Content.ReadAsStringAsync());
            using var refused = await cluster[node].Client.PostAsync("/locks/held/acquire", Answers.Json("""{ "owner": "bert" }"""));
            await refused.RequireProblemAsync(HttpStatusCode.Conflict, "lock-held");
        }
        using var after = await cluster["n3"].Client.PutAsync("after", "y");
        Assert.Equal(HttpStatusCode.Created, after.StatusCode);
    }

    /// <summary>For a process whose time of day is wrong and whose monotonic clock is true. Skips the test where libfaketime is missing.</summary>
    private static string[] ClockAhead(TimeSpan ahead)
    {
        const string Libraries = "/usr/lib";
        var library = Directory.Exists(Libraries)
            ? Directory.EnumerateDirectories(Libraries).Select(each => Path.Combine(each, "faketime/libfaketimeMT.so.1")).FirstOrDefault(File.Exists)
            : null;
        Assert.SkipWhen(library is null, "libfaketime is missing: apt-get install faketime");
        return
        [
            $"LD_PRELOAD={library}",
            string.Create(CultureInfo.InvariantCulture, $"FAKETIME={ahead.TotalSeconds:+0;-0}"),
            "FAKETIME_DONT_FAKE_MONOTONIC=1",
            // libfaketime has every wait of the runtime end at once otherwise.
            "FAKETIME_FORCE_MONOTONIC_FIX=0",
        ];
    }
}
