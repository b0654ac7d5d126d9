using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;

namespace Actors.Silo.Tests;

public sealed class CrashTests
{
    private const int Callers = 8, Racers = 2, TellsBeforeTheKill = 600;

    [Fact]
    public async Task What_anybody_was_told_stands_after_kill_9()
    {
        using var data = new TempDirectory();
        var told = new ConcurrentDictionary<string, (string Id, string Value)>();
        Dictionary<string, Held[]> held;
        await using (var silo = await SiloProcess.StartAsync(data.Path))
        {
            held = await LoadUntilKilledAsync(silo, told);
        }
        await using var restarted = await SiloProcess.StartAsync(data.Path);
        Assert.True(told.Count >= TellsBeforeTheKill / Callers);
        foreach (var (key, value) in told)
        {
            using var answer = await restarted.Client.GetAsync($"/registers/{key}");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal(value, (answer.Headers.ETag!.Tag, await answer.Content.ReadAsStringAsync()));
        }
        Assert.NotEmpty(held);
        foreach (var (key, before) in held)
        {
            Held[] after = [];
            await Eventually.IsAsync($"all acceptors of {key} answer", async () => Array.TrueForAll(after = await HeldAsync(restarted, key), acceptor => acceptor.Answered));
            foreach (var (earlier, later) in before.Zip(after)) Assert.True(later.Keeps(earlier), $"Register {key}: {earlier} became {later}.");
        }
        await restarted.StopAsync();
    }

    /// <summary>Callers race in pairs for ever new keys, and look at the acceptors of some, until enough were told something; then all is gone at once.</summary>
    private static async Task<Dictionary<string, Held[]>> LoadUntilKilledAsync(SiloProcess silo, ConcurrentDictionary<string, (string Id, string Value)> told)
    {
        var held = new ConcurrentDictionary<string, Held[]>();
        var tells = 0;
        var enough = new TaskCompletionSource();
        var callers = Enumerable.Range(0, Callers).Select(async caller =>
        {
            try
            {
                for (var i = 0; ; i++)
                {
                    var key = $"{caller / Racers}-{i}";
                    using var answer = await silo.Client.PutAsync(key, $"{caller}");
                    if (!answer.IsSuccessStatusCode) continue;
                    var value = (answer.Headers.ETag!.Tag, await answer.Content.ReadAsStringAsync());
                    Assert.Equal(value, told.GetOrAdd(key, value));
                    if (i % 10 == caller) held[key] = await HeldAsync(silo, key);
                    if (Interlocked.Increment(ref tells) == TellsBeforeTheKill) enough.SetResult();
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException or OperationCanceledException)
            {
                // Killed.
            }
        }).ToArray();
        await enough.Task;
        await silo.KillAsync();
        await Task.WhenAll(callers);
        return new(held);
    }

    private static async Task<Held[]> HeldAsync(SiloProcess silo, string key)
    {
        using var answer = await silo.Client.GetAsync($"/registers/{key}/acceptors");
        return [.. (await answer.JsonAsync()).GetProperty("acceptors").EnumerateArray().Select(Held.Parse)];
    }

    /// <summary>What an acceptor holds: a promise, or, once it knows it, what was chosen.</summary>
    private sealed record Held(bool Answered, (long Round, string Node, long Incarnation, long Sequence) Promised, Guid? Chosen)
    {
        public static Held Parse(JsonElement acceptor)
        {
            var promised = acceptor.GetProperty("promised");
            var chosen = acceptor.GetProperty("chosen");
            return new(
                acceptor.GetProperty("answered").GetBoolean(),
                promised.ValueKind == JsonValueKind.Object && promised.GetProperty("proposer").GetString()?.Split('/', '.') is [var node, var incarnation, var sequence]
                    ? (promised.GetProperty("round").GetInt64(), node, long.Parse(incarnation), long.Parse(sequence)) : default,
                chosen.ValueKind == JsonValueKind.Null ? null : chosen.GetGuid());
        }

        /// <summary>Whether this may follow. That something was chosen is a hint, and may be lost; a promise may not.</summary>
        public bool Keeps(Held earlier) => !earlier.Answered || (Chosen, earlier.Chosen) switch
        {
            ({ } now, { } then) => now == then,
            (null, null) => Promised.CompareTo(earlier.Promised) >= 0,
            _ => true,
        };
    }
}
