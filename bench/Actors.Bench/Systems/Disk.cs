namespace Actors.Bench.Systems;

/// <summary>What is on the disk.</summary>
internal static class Disk
{
    /// <summary>How much a directory takes, in bytes: what its files have been given, not how long they say they are.</summary>
    public static async Task<long> UsedAsync(string directory)
    {
        var text = await Tool.RunAsync("du", ["-s", "-B1", directory], "du", "apt-get install coreutils", CancellationToken.None);
        return long.Parse(text.AsSpan(0, text.IndexOf('\t', StringComparison.Ordinal)), provider: null);
    }
}
