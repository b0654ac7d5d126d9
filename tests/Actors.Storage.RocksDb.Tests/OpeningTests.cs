using System.Diagnostics;
using Actors.Engine;
using RocksDbSharp;
using static Actors.Storage.RocksDb.Tests.Sample;

namespace Actors.Storage.RocksDb.Tests;

public sealed class OpeningTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_store_keeps_its_id_and_another_store_has_another()
    {
        Guid id;
        using (var store = _directory.Open())
        {
            id = store.StoreId;
            store.Reopen();
            Assert.Equal(id, store.StoreId);
        }
        using (var again = _directory.Open()) Assert.Equal(id, again.StoreId);
        Directory.Delete(_directory.Path, recursive: true);
        using var fresh = _directory.Open();
        Assert.NotEqual(id, fresh.StoreId);
        Assert.NotEqual(Guid.Empty, id);
    }

    [Fact]
    public void The_store_of_another_node_is_refused()
    {
        _directory.Open("node-1").Dispose();
        var refusal = Assert.Throws<StoreException>(() => _directory.Open("node-2"));
        Assert.Contains("belongs to node 'node-1', not to 'node-2'", refusal.Message);
        Assert.Contains(_directory.Path, refusal.Message);
    }

    [Fact]
    public void A_store_is_open_once_in_a_process()
    {
        using var store = _directory.Open();
        Assert.Contains("in use", Assert.Throws<StoreException>(() => _directory.Open()).Message);
        store.Write(Key(1), Accepted(1));
    }

    [Fact]
    public async Task A_store_that_another_process_holds_is_refused()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/flock"), "Needs flock(1).");
        _directory.Open().Dispose();
        string[] arguments = ["-x", Path.Combine(_directory.Path, "lock"), "sh", "-c", "echo held; exec cat"];
        using var other = Process.Start(new ProcessStartInfo("/usr/bin/flock", arguments) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
        try
        {
            Assert.Equal("held", await other.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken));
            Assert.Contains("in use", Assert.Throws<StoreException>(() => _directory.Open()).Message);
        }
        finally
        {
            other.StandardInput.Close();
            await other.WaitForExitAsync(TestContext.Current.CancellationToken);
        }
        _directory.Open().Dispose();
    }

    [Fact]
    public void A_store_is_open_once_whatever_path_leads_to_it()
    {
        using var store = _directory.Open();
        using var link = new TempDirectory();
        Directory.CreateSymbolicLink(link.Path, _directory.Path);
        Assert.Contains("in use", Assert.Throws<StoreException>(() => link.Open()).Message);
    }

    [Fact]
    public void A_database_that_a_tool_of_RocksDB_holds_is_refused()
    {
        _directory.Open().Dispose();
        using (RocksDbSharp.RocksDb.Open(new DbOptions(), _directory.Database, new ColumnFamilies { { "meta", new ColumnFamilyOptions() } }))
            Assert.Contains("in use", Assert.Throws<StoreException>(() => _directory.Open()).Message);
        _directory.Open().Dispose();
    }

    [Fact]
    public void A_directory_that_holds_something_else_is_refused_and_left_alone()
    {
        Directory.CreateDirectory(_directory.Path);
        var file = Path.Combine(_directory.Path, "photo.jpg");
        File.WriteAllText(file, "");
        var refusal = Assert.Throws<StoreException>(() => _directory.Open());
        Assert.Contains("photo.jpg", refusal.Message);
        Assert.Equal([file], Directory.GetFileSystemEntries(_directory.Path));
    }

    [Theory]
    [InlineData("lost+found")]
    [InlineData(".snapshot")]
    [InlineData("System Volume Information")]
    public void What_a_fresh_volume_holds_is_nothing_else(string entry)
    {
        Directory.CreateDirectory(Path.Combine(_directory.Path, entry));
        _directory.Open().Dispose();
        using var again = _directory.Open();
        Assert.Equal(1, again.RaiseIncarnation());
    }

    [Fact]
    public void A_crash_between_the_database_and_its_name_leaves_a_store_that_opens()
    {
        using (var directory = StoreDirectory.Acquire(_directory.Path))
            RegisterDatabase.Open(directory, new RocksDbStoreOptions()).Dispose();
        Assert.True(File.Exists(Path.Combine(_directory.Path, "creating")));
        using var store = _directory.Open();
        Assert.Equal(1, store.RaiseIncarnation());
        Assert.False(File.Exists(Path.Combine(_directory.Path, "creating")));
    }

    [Fact]
    public void A_crash_while_the_database_was_created_leaves_a_store_that_opens()
    {
        using (var directory = StoreDirectory.Acquire(_directory.Path))
            RegisterDatabase.Open(directory, new RocksDbStoreOptions()).Dispose();
        File.Delete(Path.Combine(_directory.Database, "CURRENT"));
        File.Delete(_directory.Log);
        using var store = _directory.Open();
        Assert.Equal(1, store.RaiseIncarnation());
    }

    [Fact]
    public void A_crash_before_the_end_of_creation_was_recorded_keeps_the_store()
    {
        Guid id;
        using (var store = _directory.Open()) id = store.StoreId;
        File.WriteAllText(Path.Combine(_directory.Path, "creating"), "");
        using var again = _directory.Open();
        Assert.Equal(id, again.StoreId);
    }

    [Fact]
    public void Reopening_finds_the_same_store_or_refuses()
    {
        using var store = _directory.Open();
        using var other = new TempDirectory();
        other.Open().Dispose();
        Directory.Move(_directory.Database, _directory.Database + ".old");
        Directory.Move(other.Database, _directory.Database);
        Assert.Contains(store.StoreId.ToString(), Assert.Throws<StoreException>(store.Reopen).Message);
        Assert.Throws<StoreException>(() => store.Read(Key(1)));
        Directory.Delete(_directory.Database, recursive: true);
        Directory.Move(_directory.Database + ".old", _directory.Database);
        store.Reopen();
        Assert.Equal(1, store.RaiseIncarnation());
    }

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    public void A_node_has_a_name(string? node) => Assert.ThrowsAny<ArgumentException>(() => _directory.Open(node!));

    [Fact]
    public void Options_out_of_range_are_named()
    {
        AssertRefused("BlockCacheBytes", new() { BlockCacheBytes = 0 });
        AssertRefused("WriteBufferBytes", new() { WriteBufferBytes = 2L << 30 });
        AssertRefused("MaxOpenFiles", new() { MaxOpenFiles = 31 });
        Assert.False(Directory.Exists(_directory.Path));
    }

    private void AssertRefused(string option, RocksDbStoreOptions options) =>
        Assert.Contains($"{option} is between", Assert.Throws<ArgumentOutOfRangeException>(option, () => _directory.Open(options: options)).Message);
}
