using System.Text.Json;
using Actors.Silo.Configuration;

namespace Actors.Silo.Nodes;

/// <summary>
/// The directory with the stores of several nodes. <c>cluster.json</c> in it says for which cluster they were made: with other nodes, or another
/// number of acceptors, two quorums need not meet.
/// </summary>
internal static class DataDirectory
{
    private const string FileName = "cluster.json", DraftName = FileName + ".new";

    /// <summary>Makes sure that the directory belongs to this cluster; an absent or empty one does from now on.</summary>
    /// <exception cref="StartException">It belongs to another cluster, or is not accessible.</exception>
    public static void Claim(SiloSettings settings)
    {
        var path = Path.GetFullPath(settings.Data);
        var own = Layout.Of(settings);
        try
        {
            Directory.CreateDirectory(path);
            if (Read(path) is not { } found) Write(path, own);
            else if (!found.Equals(own))
                throw new StartException($"The data at '{path}' was made for {found}; now it is {own}. Start with what it was made for, or give another --data.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new StartException($"The data at '{path}' is not accessible: {exception.Message}", exception);
        }
    }

    public static string StoreOf(SiloSettings settings, string node) => Path.Combine(settings.Data, node);

    private static Layout? Read(string path)
    {
        var file = Path.Combine(path, FileName);
        if (File.Exists(file)) return JsonSerializer.Deserialize<Layout>(File.ReadAllText(file), JsonSerializerOptions.Web);
        return Directory.EnumerateFileSystemEntries(path).Select(Path.GetFileName).FirstOrDefault(name => name != DraftName) is not { } entry ? null
            : throw new StartException($"'{path}' is no data directory of a cluster: it holds '{entry}' but no {FileName}. Give an empty directory.");
    }

    private static void Write(string path, Layout layout)
    {
        var draft = Path.Combine(path, DraftName);
        using (var file = File.Create(draft))
        {
            JsonSerializer.Serialize(file, layout, JsonSerializerOptions.Web);
            file.Flush(flushToDisk: true);
        }
        File.Move(draft, Path.Combine(path, FileName));
    }

    private sealed record Layout(int Acceptors, string[] Nodes)
    {
        public static Layout Of(SiloSettings settings) =>
            new(settings.Acceptors, [.. settings.Nodes.Select(node => node.Name).Order(StringComparer.Ordinal)]);

        public bool Equals(Layout? other) => other is not null && Acceptors == other.Acceptors && Nodes.SequenceEqual(other.Nodes);

        public override int GetHashCode() => HashCode.Combine(Acceptors, Nodes.Length);

        public override string ToString() => $"{Acceptors} acceptors among {string.Join(", ", Nodes)}";
    }
}
