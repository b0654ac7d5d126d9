using Actors.Paxos;
using static Actors.Storage.RocksDb.Tests.Sample;

namespace Actors.Storage.RocksDb.Tests;

public sealed class ContractTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public void A_register_never_written_is_initial()
    {
        using var store = _directory.Open();
        Assert.Equal(AcceptorState.Initial, store.Read(Key(1)));
    }

    public static TheoryData<AcceptorState> States => [
        AcceptorState.Initial,
        Promised(7),
        Accepted(1),
        Accepted(1, ""),
        Accepted(1, new string('x', RegisterValue.MaxBytes)),
        Promised(9) with { Accepted = new AcceptedPair(new Ballot(9, new ProposerId("node-3", 1, 1)), Proposal(2)) },
        AcceptorState.Initial with { Chosen = Proposal(3) },
    ];

    [Theory, MemberData(nameof(States))]
    public void What_was_written_is_read_before_and_after_a_restart(AcceptorState state)
    {
        using (var store = _directory.Open())
        {
            store.Write(Key(1), state);
            Assert.Equal(state, store.Read(Key(1)));
        }
        using var again = _directory.Open();
        Assert.Equal(state, again.Read(Key(1)));
    }

    [Fact]
    public void The_sequence_grows_with_every_durable_write_and_is_there_after_a_restart()
    {
        long before;
        using (var store = _directory.Open())
        {
            var empty = store.Sequence;
            store.Write(Key(1), Accepted(1));
            Assert.True(store.Sequence > empty);
            before = store.Sequence;
            store.Write([KeyValuePair.Create(Key(2), Accepted(2))], durable: false);
            Assert.Equal(before, store.Sequence);
            store.Reopen();
            Assert.True(store.Sequence >= before);
            before = store.Sequence;
            Assert.Equal(1, store.RaiseIncarnation());
            Assert.True(store.Sequence > before);
            before = store.Sequence;
        }
        using var again = _directory.Open();
        Assert.True(again.Sequence >= before);
    }

    [Fact]
    public void An_older_copy_shows_a_lower_sequence()
    {
        using (var store = _directory.Open()) store.Write(Key(1), Accepted(1));
        using var copy = _directory.Copy();
        long present;
        using (var store = _directory.Open())
        {
            store.Write(Batch(2, 10));
            present = store.Sequence;
        }
        using var old = copy.Open();
        Assert.True(old.Sequence < present);
    }

    [Fact]
    public void The_last_write_of_a_register_wins_within_a_batch_too()
    {
        using var store = _directory.Open();
        store.Write([KeyValuePair.Create(Key(1), Promised(1)), KeyValuePair.Create(Key(1), Promised(2))], durable: true);
        Assert.Equal(Promised(2), store.Read(Key(1)));
    }

    [Fact]
    public void The_longest_key_in_any_script_is_a_key()
    {
        var key = new RegisterKey(new string('é', RegisterKey.MaxBytes / 2));
        using var store = _directory.Open();
        store.Write(key, Accepted(1));
        Assert.Equal(Accepted(1), store.Read(key));
    }

    [Fact]
    public void What_was_written_without_durability_is_there_once_a_durable_write_returned()
    {
        using var store = _directory.Open();
        store.Write(Batch(0, 10), durable: false);
        store.Write(Batch(10, 1), durable: true);
        using var crashed = _directory.Copy();
        using var again = crashed.Open();
        Assert.All(Enumerable.Range(0, 11), number => Assert.Equal(Accepted(number), again.Read(Key(number))));
    }

    [Fact]
    public void Incarnations_start_at_1_and_rise_across_restarts_and_reopening()
    {
        using (var store = _directory.Open())
        {
            Assert.Equal(1, store.RaiseIncarnation());
            Assert.Equal(2, store.RaiseIncarnation());
            store.Reopen();
            Assert.Equal(3, store.RaiseIncarnation());
        }
        using var again = _directory.Open();
        Assert.Equal(4, again.RaiseIncarnation());
    }

    [Fact]
    public void Registers_cannot_touch_what_the_store_says_of_itself()
    {
        using (var store = _directory.Open()) store.Write(new RegisterKey("store"), Accepted(1));
        using var again = _directory.Open();
        Assert.Equal(1, again.RaiseIncarnation());
        Assert.Equal(Accepted(1), again.Read(new RegisterKey("store")));
    }

    [Fact]
    public void After_dispose_every_call_says_so()
    {
        var store = _directory.Open();
        store.Dispose();
        store.Dispose();
        Assert.Throws<ObjectDisposedException>(() => store.Read(Key(1)));
        Assert.Throws<ObjectDisposedException>(() => store.Write(Batch(0, 1), durable: true));
        Assert.Throws<ObjectDisposedException>(store.Reopen);
        Assert.Throws<ObjectDisposedException>(() => store.RaiseIncarnation());
    }
}
