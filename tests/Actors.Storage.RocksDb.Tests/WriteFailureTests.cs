using Actors.Engine;
using Actors.Paxos;
using static Actors.Storage.RocksDb.Tests.Sample;

namespace Actors.Storage.RocksDb.Tests;

/// <summary>Writes that the system refuses: no file may grow past a limit, as on a full disk.</summary>
[Collection(nameof(WriteFailureTests))]
public sealed class WriteFailureTests : IDisposable
{
    private const int Before = 20;
    private readonly TempDirectory _directory = new();
    private readonly RocksDbRegisterStore _store;

    public WriteFailureTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Needs setrlimit(2) of Linux.");
        _store = _directory.Open();
        _store.Write(Batch(0, Before), durable: true);
    }

    public void Dispose()
    {
        _store.Dispose();
        _directory.Dispose();
    }

    [Fact]
    public void A_failed_write_closes_the_store_until_it_is_reopened()
    {
        FailWrite();
        Assert.Contains("Reopen", Assert.Throws<StoreException>(() => _store.Read(Key(0))).Message);
        Assert.Throws<StoreException>(() => _store.Write(Batch(0, 1), durable: true));
        Assert.Throws<StoreException>(() => _store.RaiseIncarnation());

        _store.Reopen();
        Assert.All(Batch(0, Before), pair => Assert.Equal(pair.Value, _store.Read(pair.Key)));
        _store.Write(Key(5000), Accepted(5000));
        Assert.Equal(Accepted(5000), _store.Read(Key(5000)));
    }

    [Fact]
    public void After_a_failed_write_all_of_the_batch_is_there_or_nothing()
    {
        FailWrite();
        _store.Reopen();
        var present = Batch(1000, 1000).Count(pair => _store.Read(pair.Key) != AcceptorState.Initial);
        Assert.True(present is 0 or 1000, $"{present} of 1000 registers are there.");
    }

    [Fact]
    public void Reopening_that_fails_leaves_the_store_closed_and_may_be_tried_again()
    {
        FailWrite();
        using (FileSizeLimit.Of(16)) Assert.Throws<StoreException>(_store.Reopen);
        Assert.Throws<StoreException>(() => _store.Read(Key(0)));
        _store.Reopen();
        Assert.Equal(Accepted(0), _store.Read(Key(0)));
    }

    [Fact]
    public void A_failed_incarnation_closes_the_store_and_is_never_given_twice()
    {
        var given = _store.RaiseIncarnation();
        using (FileSizeLimit.Of(new FileInfo(_directory.Log).Length)) Assert.Throws<StoreException>(() => _store.RaiseIncarnation());
        Assert.Throws<StoreException>(() => _store.Read(Key(0)));
        _store.Reopen();
        Assert.InRange(_store.RaiseIncarnation(), given + 1, given + 2);
    }

    private void FailWrite()
    {
        using var limit = FileSizeLimit.Of(new FileInfo(_directory.Log).Length + 100);
        var failure = Assert.Throws<StoreException>(() => _store.Write(Batch(1000, 1000), durable: true));
        Assert.Contains("outcome is unknown", failure.Message);
        Assert.Contains(StoreAdvice.TooLarge, failure.Message);
        Assert.NotNull(failure.InnerException);
    }
}

/// <summary>These change a limit of the whole process, so nothing runs beside them.</summary>
[CollectionDefinition(nameof(WriteFailureTests), DisableParallelization = true)]
public sealed class AloneInTheProcess;
