using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Actors.Silo.Tests;

/// <summary>Locks whose answer comes after the lease.</summary>
[Collection(ProcessClusterCollection.Name)]
public sealed class LateGrantTests(ProcessCluster shared)
{
    private static readonly TimeSpan PausedFor = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task A_lock_whose_lease_was_over_before_its_answer_is_not_told_as_held()
    {
        var cluster = await shared.WholeAsync();
        using (var warm = await AcquireAsync("anna", "warm", 60)) Assert.Equal(HttpStatusCode.OK, warm.StatusCode);
        var name = "";
        await Eventually.IsAsync("n1 says that the lease was over", async () =>
        {
            name = Answers.NewKey("lock");
            var (answer, goesOn) = await AcquireWhilePausedAsync(name);
            using (answer)
            {
                var json = await answer.JsonAsync();
                // A request that n1 has read only after the pause is granted in time; but nothing is granted until a moment before that.
                if (answer.StatusCode == HttpStatusCode.OK) Assert.True(json.GetProperty("expiresAt").GetDateTimeOffset() > goesOn, $"{json}: {goesOn:O}");
                return answer.StatusCode == HttpStatusCode.Conflict && json.GetProperty("type").GetString() == "lock-lost";
            }
        });
        await Eventually.IsAsync("the lock is had by another owner", async () =>
        {
            using var next = await AcquireAsync("bert", name, 60);
            return next.StatusCode == HttpStatusCode.OK;
        });

        Task<HttpResponseMessage> AcquireAsync(string owner, string lockName, double lease) => cluster["n1"].Client.PostAsync(
            $"/locks/{lockName}/acquire", Answers.Json(string.Create(CultureInfo.InvariantCulture, $$"""{ "owner": "{{owner}}", "leaseSeconds": {{lease}} }""")));

        // Asks for a lease of 0.3 s while no quorum can answer; since when one can.
        async Task<(HttpResponseMessage Answer, DateTimeOffset GoesOn)> AcquireWhilePausedAsync(string lockName)
        {
            string[] paused = ["n2", "n3"];
            foreach (var node in paused) cluster[node].Pause();
            try
            {
                var started = Stopwatch.GetTimestamp();
                var asked = AcquireAsync("anna", lockName, 0.3);
                while (Stopwatch.GetElapsedTime(started) < PausedFor) await Task.Delay(PausedFor / 10);
                var since = DateTimeOffset.UtcNow;
                foreach (var node in paused) cluster[node].Continue();
                return (await asked, since);
            }
            finally
            {
                foreach (var node in paused) cluster[node].Continue();
            }
        }
    }
}
