namespace Actors.Storage.RocksDb.Tests;

/// <summary>A directory that is gone when the test is.</summary>
internal sealed class TempDirectory : IDisposable
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("register-store-");

    internal string Path => System.IO.Path.Combine(_root.FullName, "store");

    internal string Database => System.IO.Path.Combine(Path, "rocksdb");

    internal string Log => Directory.GetFiles(Database, "*.log").Max()!;

    internal RocksDbRegisterStore Open(string node = "node-1", RocksDbStoreOptions? options = null) =>
        RocksDbRegisterStore.Open(Path, node, options);

    /// <summary>The store as it is now, as a crash would leave it.</summary>
    internal TempDirectory Copy()
    {
        var copy = new TempDirectory();
        Directory.CreateDirectory(copy.Database);
        foreach (var file in Directory.GetFiles(Database))
            File.Copy(file, System.IO.Path.Combine(copy.Database, System.IO.Path.GetFileName(file)));
        return copy;
    }

    public void Dispose() => _root.Delete(recursive: true);
}
