using System.Text.Json;

namespace Actors.Testing;

/// <summary>Makes good what an earlier test did to the nodes of a process.</summary>
internal static class Healing
{
    /// <summary>Starts and heals every node, and returns when all of them vote.</summary>
    public static async Task HealAsync(this HttpClient client)
    {
        foreach (var node in await ReadAsync(client, "/nodes"))
        {
            if (node.GetProperty("state").GetString() == "Stopped") await SwitchAsync(client, node, "start");
            if (node.GetProperty("cutOff").GetBoolean()) await SwitchAsync(client, node, "heal");
        }
        await Eventually.IsAsync("all nodes run", async () =>
            (await ReadAsync(client, "/nodes")).All(node => node.GetProperty("state").GetString() == "Running" && !node.GetProperty("cutOff").GetBoolean()));
        await client.VotesAsync();
    }

    /// <summary>Returns when all nodes vote.</summary>
    public static Task VotesAsync(this HttpClient client) => Eventually.IsAsync("all nodes vote", async () =>
        (await ReadAsync(client, "/cluster", "nodes")).All(node => node.GetProperty("state").GetString() == "Voting"));

    private static async Task<IReadOnlyList<JsonElement>> ReadAsync(HttpClient client, string path, string? list = null)
    {
        using var document = JsonDocument.Parse(await client.GetStringAsync(path));
        return [.. (list is null ? document.RootElement : document.RootElement.GetProperty(list)).Clone().EnumerateArray()];
    }

    private static async Task SwitchAsync(HttpClient client, JsonElement node, string what)
    {
        using var answer = await client.PostAsync($"/nodes/{node.GetProperty("name").GetString()}/{what}", null);
        answer.EnsureSuccessStatusCode();
    }
}
