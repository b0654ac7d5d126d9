using Actors.Engine;
using Actors.Paxos;
using Actors.Runtime.Tracing;

namespace Actors.Runtime.Tests;

/// <summary>How much is written at once: what waits for a slow disk must not become one write that takes longer than a message may.</summary>
public sealed class AcceptorLoopTests : IDisposable
{
    private const int MiB = 1024 * 1024;

    private readonly SlowStore _store = new();
    private readonly RoundTrace _trace = new(1, TimeProvider.System);
    private readonly AcceptorLoop _loop;
    private int _keys;

    public AcceptorLoopTests() => _loop = new AcceptorLoop(new AcceptorEngine(_store, new StoreMark(1, 0)), _ => { }, _ => { }, _ => { }, _trace, null, "n1");

    public void Dispose()
    {
        _store.GoOn();
        _loop.Dispose();
        _trace.Dispose();
    }

    [Fact]
    public async Task What_waits_is_written_in_pieces_of_about_4_MiB()
    {
        var writes = await WritesOfAsync([.. Enumerable.Repeat(MiB, 12)]);
        Assert.All(writes, bytes => Assert.InRange(bytes, 1, 5 * MiB));
        Assert.Equal(12 * MiB, writes.Sum());
        Assert.Equal(3, writes.Count);
    }

    [Fact]
    public async Task A_batch_that_is_larger_is_written_all_the_same_and_nothing_with_it() =>
        Assert.Equal([6 * MiB, 1000], await WritesOfAsync([6 * MiB, 1000]));

    /// <summary>The bytes of the values in each write after the first, during which batches of so many bytes arrive.</summary>
    private async Task<IReadOnlyList<int>> WritesOfAsync(int[] batches)
    {
        var first = SendAsync(1);
        await _store.Busy.WaitAsync(TimeSpan.FromMinutes(1));
        Task[] rest = [.. batches.Select(SendAsync)];
        _store.GoOn();
        await Task.WhenAll([first, .. rest]).WaitAsync(TimeSpan.FromMinutes(1));
        return [.. _store.Writes.Skip(1)];
    }

    private Task SendAsync(int bytes)
    {
        var messages = new List<RegisterMessage>();
        for (; bytes > 0; bytes -= RegisterValue.MaxBytes)
        {
            var value = new RegisterValue(new byte[Math.Min(bytes, RegisterValue.MaxBytes)], "");
            messages.Add(new RegisterMessage(TestNodes.Key(++_keys), new Accept(Ballot.Fast, new Proposal(ProposalId.New(), value))));
        }
        return _loop.ProcessAsync(new AcceptorRequest("n2", default, messages));
    }

    /// <summary>Its first write lasts until it may go on.</summary>
    private sealed class SlowStore : IRegisterStore
    {
        private readonly MemoryStore _store = new();
        private readonly TaskCompletionSource _busy = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly ManualResetEventSlim _goesOn = new();

        public Task Busy => _busy.Task;
        public List<int> Writes { get; } = [];
        public Guid StoreId => _store.StoreId;
        public long Sequence => _store.Sequence;

        public void GoOn() => _goesOn.Set();

        public void Write(IReadOnlyCollection<KeyValuePair<RegisterKey, AcceptorState>> batch, bool durable)
        {
            _busy.TrySetResult();
            _goesOn.Wait();
            Writes.Add(batch.Sum(write => write.Value.Accepted!.Proposal.Value.Bytes.Length));
            _store.Write(batch, durable);
        }

        public AcceptorState Read(RegisterKey key) => _store.Read(key);
        public void Note(RegisterKey key, AcceptorState state) => _store.Note(key, state);
        public void Trim(SlotKey below) => _store.Trim(below);
        public void Reopen() => _store.Reopen();
        public long RaiseIncarnation() => _store.RaiseIncarnation();
        public void Dispose() => _goesOn.Dispose();
    }
}
