using Actors.Engine;
using Actors.Storage.RocksDb;

namespace Actors.Server.Hosting;

/// <summary>The directory with the stores of a node. The stores know themselves for which node and which cluster they were made.</summary>
internal static class NodeDirectory
{
    /// <summary>Where a node keeps its registers.</summary>
    public static string RegistersOf(string directory) => Path.Combine(directory, "registers");

    /// <summary>Where it keeps those of the membership.</summary>
    public static string ClusterOf(string directory) => Path.Combine(directory, "cluster");

    /// <summary>Makes sure that the directory is there, and is a node's.</summary>
    /// <exception cref="StoreException">It holds something else, or is not accessible.</exception>
    public static void Require(string directory)
    {
        var path = Path.GetFullPath(directory);
        try
        {
            Directory.CreateDirectory(path);
            if (Directory.Exists(RegistersOf(path))) return;
            if (Directory.Exists(ClusterOf(path)))
                throw new StoreException(
                    $"'{path}' holds a node's 'cluster' but not its 'registers': the store of its registers is missing. Put it back as it was when the node stopped; the "
                    + "other nodes refuse an empty one.");
            if (Directory.EnumerateFileSystemEntries(path).Select(entry => Path.GetFileName(entry)).FirstOrDefault(entry => !FreshVolume.Owns(entry)) is { } foreign)
                throw new StoreException($"'{path}' is no data directory of a node: it holds '{foreign}' but no registers. Give an empty directory.");
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new StoreException($"The data at '{path}' is not accessible: {exception.Message} Give the user that runs the node the right to read and write it.", exception);
        }
        catch (IOException exception)
        {
            throw new StoreException($"The data at '{path}' is not accessible: {exception.Message} Check that its disk is there, is writable and has space.", exception);
        }
    }
}
