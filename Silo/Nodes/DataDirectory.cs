using System.Text.Json;
using Actors.Silo.Configuration;

namespace Actors.Silo.Nodes;

/// <summary>
/// The directory with the stores of a node. <c>cluster.json</c> in it says for which cluster they were made: with other nodes, or another
/// number of acceptors, two quorums need not meet. The cluster itself checks the same once its nodes meet; this tells it before.
/// </summary>
internal static class DataDirectory
{
    private const string FileName = "cluster.json", DraftName = FileName + ".new";

    /// <summary>Makes sure that the directory belongs to this cluster; an absent or empty one does from now on.</summary>
    /// <exception cref="StartException">It belongs to another cluster, or is not accessible.</exception>
    public static void Claim(SiloSettings settings, string node)
    {
        var path = Of(settings, node);
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

    /// <summary>Where a node keeps its registers.</summary>
    public static string RegistersOf(SiloSettings settings, string node) => Path.Combine(Of(settings, node), "registers");

    /// <summary>Where it keeps those of the membership.</summary>
    public static string ClusterOf(SiloSettings settings, string node) => Path.Combine(Of(settings, node), "cluster");

    /// <summary>A process of one node has its data directory for it alone.</summary>
    private static string Of(SiloSettings settings, string node) =>
        Path.GetFullPath(settings.Node is null ? Path.Combine(settings.Data, node) : settings.Data);

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
