using Actors.Engine;

namespace Actors.Storage.RocksDb;

/// <summary>
/// The directory of a store, held by one process: <c>lock</c>; <c>rocksdb/</c>; and <c>creating</c> from before the database is created
/// until its meta record is on disk.
/// </summary>
internal sealed class StoreDirectory : IDisposable
{
    private readonly FileStream _lock;

    private StoreDirectory(string path, FileStream held) => (Path, _lock) = (path, held);

    internal string Path { get; }

    internal string Database => System.IO.Path.Combine(Path, "rocksdb");

    private string Marker => System.IO.Path.Combine(Path, "creating");

    /// <summary>
    /// Whether the database may be created. Otherwise it must be there: RocksDB makes an empty one out of the ruins of one that lost its
    /// CURRENT file, and the node would have forgotten all its promises.
    /// </summary>
    internal bool IsCreating => File.Exists(Marker);

    /// <exception cref="StoreException">In use, not a store, or not accessible.</exception>
    internal static StoreDirectory Acquire(string path)
    {
        var full = System.IO.Path.GetFullPath(path);
        try
        {
            Directory.CreateDirectory(full);
            var names = Directory.EnumerateFileSystemEntries(full).Select(entry => System.IO.Path.GetFileName(entry));
            if (names.FirstOrDefault(name => name is not ("lock" or "rocksdb" or "creating") && !FreshVolume.Owns(name)) is { } foreign)
                throw new StoreException($"'{full}' is not a register store: it holds '{foreign}'. Give an empty directory.");
            var directory = new StoreDirectory(full, Lock(full));
            if (!Directory.Exists(directory.Database)) directory.BeginCreation();
            return directory;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(
                $"The store at '{full}' is not accessible: {exception.Message} {StoreAdvice.For(exception)}", exception);
        }
    }

    /// <summary>The bytes of all its files; null if it cannot be read at this moment.</summary>
    internal long? SizeBytes
    {
        get
        {
            try
            {
                return new DirectoryInfo(Database).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
            }
            catch (IOException)
            {
                // RocksDB has removed a file meanwhile, or the disk is gone.
                return null;
            }
        }
    }

    internal void EndCreation() => File.Delete(Marker);

    public void Dispose() => _lock.Dispose();

    private void BeginCreation()
    {
        using var marker = new FileStream(Marker, FileMode.Create, FileAccess.Write);
        marker.Flush(flushToDisk: true);
    }

    private static FileStream Lock(string path)
    {
        var file = System.IO.Path.Combine(path, "lock");
        try
        {
            return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (exception.Message.Contains("used by another process", StringComparison.Ordinal))
        {
            throw InUse(path, exception);
        }
    }

    internal static StoreException InUse(string path, Exception inner) =>
        new($"The store at '{path}' is in use, by another process or by this one. "
            + "Stop that one, or give this node a directory of its own.", inner);
}
