using Actors.Silo.Configuration;
using Actors.Storage.RocksDb;

namespace Actors.Silo.Nodes;

/// <summary>The directory with the stores of a node. The stores know themselves for which node and which cluster they were made.</summary>
internal static class DataDirectory
{
    /// <summary>Makes sure that the directory is there, and is a node's.</summary>
    /// <exception cref="StartException">It holds something else, or is not accessible.</exception>
    public static void Require(SiloSettings settings, string node)
    {
        var path = Of(settings, node);
        try
        {
            Directory.CreateDirectory(path);
            if (Directory.Exists(RegistersOf(settings, node))) return;
            if (Directory.Exists(ClusterOf(settings, node)))
                throw new StartException(
                    $"'{path}' holds a node's 'cluster' but not its 'registers': the store of its registers is missing. Put it back as it was when the node stopped; the "
                    + "other nodes refuse an empty one.");
            if (Directory.EnumerateFileSystemEntries(path).Select(entry => Path.GetFileName(entry)).FirstOrDefault(entry => !FreshVolume.Owns(entry)) is { } foreign)
                throw new StartException($"'{path}' is no data directory of a node: it holds '{foreign}' but no registers. Give an empty directory.");
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new StartException($"The data at '{path}' is not accessible: {exception.Message} Give the user that runs the node the right to read and write it.", exception);
        }
        catch (IOException exception)
        {
            throw new StartException($"The data at '{path}' is not accessible: {exception.Message} Check that its disk is there, is writable and has space.", exception);
        }
    }

    /// <summary>Where a node keeps its registers.</summary>
    public static string RegistersOf(SiloSettings settings, string node) => Path.Combine(Of(settings, node), "registers");

    /// <summary>Where it keeps those of the membership.</summary>
    public static string ClusterOf(SiloSettings settings, string node) => Path.Combine(Of(settings, node), "cluster");

    /// <summary>A process of one node has its data directory for it alone.</summary>
    private static string Of(SiloSettings settings, string node) =>
        Path.GetFullPath(settings.Node is null ? Path.Combine(settings.Data, node) : settings.Data);
}
