using System.Collections.Concurrent;
using System.Text.Json;
using Actors.Log.GrainStorage;
using Actors.Paxos;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Orleans.Serialization;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace Actors.Log.Tests;

/// <summary>What grains may rely on, as the providers of Orleans itself keep it.</summary>
public sealed class GrainStorageTests
{
    private static readonly GrainId Grain = GrainId.Create("cart", "17");
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly FakeTimeProvider _time = new();
    private readonly MemoryRegisters _registers = new();
    private readonly IActivatorProvider _activators = new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<IActivatorProvider>();
    private readonly WriteOnceGrainStorage _storage;

    public GrainStorageTests() => _storage = Storage("registers");

    [Fact]
    public async Task A_missing_record_has_no_etag_and_a_state()
    {
        var cart = new GrainState<Cart>(null!);
        await _storage.ReadStateAsync("cart", Grain, cart);
        Assert.Equal((false, null, 0), (cart.RecordExists, cart.ETag, cart.State!.Items));
    }

    [Fact]
    public async Task What_is_written_is_read()
    {
        var cart = await ReadAsync();
        for (var items = 1; items <= 20; items++)
        {
            cart.State = new Cart { Items = items };
            await _storage.WriteStateAsync("cart", Grain, cart);
            var read = await ReadAsync();
            Assert.Equal((true, cart.ETag, items), (read.RecordExists, read.ETag, read.State!.Items));
        }
    }

    [Fact]
    public async Task A_stale_write_is_refused_and_changes_nothing()
    {
        var (first, second) = (await ReadAsync(), await ReadAsync());
        await _storage.WriteStateAsync("cart", Grain, With(first, 1));
        await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.WriteStateAsync("cart", Grain, With(second, 2)));
        await _storage.ReadStateAsync("cart", Grain, second);
        await _storage.WriteStateAsync("cart", Grain, With(second, 2));
        for (var i = 0; i < 30; i++) await _storage.WriteStateAsync("cart", Grain, With(second, 3 + i));
        // What it has read is forgotten by now.
        await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.WriteStateAsync("cart", Grain, With(first, 1)));
        await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.ClearStateAsync("cart", Grain, first));
        await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.WriteStateAsync("cart", Grain, With(new GrainState<Cart>(), 1)));
        await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.ClearStateAsync("cart", Grain, new GrainState<Cart>(new Cart())));
        Assert.Equal(32, (await ReadAsync()).State!.Items);
    }

    [Fact]
    public async Task Clearing_is_idempotent_and_what_was_cleared_can_be_written_again()
    {
        var cart = await ReadAsync();
        await _storage.ClearStateAsync("cart", Grain, cart);
        await _storage.WriteStateAsync("cart", Grain, With(cart, 1));
        for (var turn = 0; turn < 2; turn++)
        {
            await _storage.ClearStateAsync("cart", Grain, cart);
            Assert.Equal((false, null, 0), (cart.RecordExists, cart.ETag, cart.State!.Items));
            Assert.False((await ReadAsync()).RecordExists);
        }
        await _storage.WriteStateAsync("cart", Grain, With(cart, 2));
        Assert.Equal(2, (await ReadAsync()).State!.Items);
    }

    [Fact]
    public async Task Names_states_and_grains_are_apart()
    {
        await _storage.WriteStateAsync("cart", Grain, With(new GrainState<Cart>(), 1));
        (WriteOnceGrainStorage Storage, string State, GrainId Grain)[] others =
        [
            (Storage("other"), "cart", Grain), (_storage, "other", Grain), (_storage, "cart", GrainId.Create("cart", "18")), (_storage, "cart", GrainId.Create("other", "17")),
            (_storage, "cart", GrainId.Create("cart", new string('x', 600))),
        ];
        foreach (var (storage, state, grain) in others)
        {
            var cart = new GrainState<Cart>();
            await storage.ReadStateAsync(state, grain, cart);
            Assert.False(cart.RecordExists);
            await storage.WriteStateAsync(state, grain, With(cart, 2));
        }
        Assert.Equal(1, (await ReadAsync()).State!.Items);
    }

    [Fact]
    public async Task Old_versions_do_not_pile_up()
    {
        var cart = await ReadAsync();
        for (var i = 0; i < 200; i++)
        {
            await _storage.WriteStateAsync("cart", Grain, With(cart, i));
            Assert.InRange(_registers.Decided.Count, 1, 8);
        }
        await _storage.ClearStateAsync("cart", Grain, cart);
        Assert.Single(_registers.Decided);
    }

    [Fact(Timeout = 60_000)]
    public async Task Nobody_waits_for_old_versions_to_be_given_back()
    {
        var silent = new TaskCompletionSource();
        _registers.Trims = silent.Task;
        var cart = await ReadAsync();
        for (var i = 0; i < 50; i++) await _storage.WriteStateAsync("cart", Grain, With(cart, i));
        await _storage.ClearStateAsync("cart", Grain, cart);
        Assert.Equal((1, 51), (_registers.TrimsBegun, _registers.Decided.Count));
        silent.SetResult();
        while (_registers.Decided.Count > 1) await Task.Yield();
        Assert.Equal(2, _registers.TrimsBegun);
    }

    [Fact]
    public async Task Old_versions_that_could_not_be_given_back_are_the_next_time()
    {
        var cart = await ReadAsync();
        _registers.Trims = Task.FromException(new InvalidOperationException("The node is gone."));
        for (var i = 0; i < 20; i++) await _storage.WriteStateAsync("cart", Grain, With(cart, i));
        Assert.Equal(20, _registers.Decided.Count);
        _registers.Trims = Task.CompletedTask;
        for (var i = 0; i < 8; i++) await _storage.WriteStateAsync("cart", Grain, With(cart, i));
        Assert.InRange(_registers.Decided.Count, 1, 8);
    }

    [Fact]
    public async Task A_state_that_does_not_fit_is_refused()
    {
        var cart = await ReadAsync();
        cart.State = new Cart { Note = new string('x', WriteOnceGrainStorage.StateBytesMax) };
        await Assert.ThrowsAsync<ArgumentException>(() => _storage.WriteStateAsync("cart", Grain, cart));
    }

    [Fact]
    public async Task A_write_asks_again_until_its_outcome_is_known()
    {
        var cart = await ReadAsync();
        var answers = new Queue<OutcomeKind>([OutcomeKind.NoQuorum, OutcomeKind.Unknown, OutcomeKind.Unknown]);
        _registers.Instead = _ => answers.TryDequeue(out var kind) ? new Outcome(kind, null, 1, 0) : null;
        var storage = new WriteOnceGrainStorage("registers", () => _registers, new JsonStates(), _activators, Timeout, TimeProvider.System);
        await storage.WriteStateAsync("cart", Grain, With(cart, 1));
        Assert.Equal((1, 1), ((await ReadAsync()).State!.Items, _registers.Decided.Count));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task A_write_of_unknown_outcome_that_won_is_the_activations_own(int next)
    {
        var (first, second) = (await ReadAsync(), await ReadAsync());
        for (var turn = 0; turn < 2; turn++)
        {
            await UnknownAsync(OutcomeKind.Unknown, () => _storage.WriteStateAsync("cart", Grain, With(first, 1)));
            await UnknownAsync(OutcomeKind.Unknown, () => _storage.WriteStateAsync("cart", Grain, With(first, 3)));
            await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.WriteStateAsync("cart", Grain, With(second, 9)));
            await _storage.WriteStateAsync("cart", Grain, With(first, next));
            var read = await ReadAsync();
            Assert.Equal((next, first.ETag), (read.State!.Items, read.ETag));
        }
    }

    [Fact]
    public async Task A_clear_of_unknown_outcome_that_won_is_the_activations_own()
    {
        var cart = await ReadAsync();
        await UnknownAsync(OutcomeKind.Unknown, () => _storage.WriteStateAsync("cart", Grain, With(cart, 1)));
        await UnknownAsync(OutcomeKind.Unknown, () => _storage.ClearStateAsync("cart", Grain, cart));
        await _storage.ClearStateAsync("cart", Grain, cart);
        Assert.False((await ReadAsync()).RecordExists);
        await _storage.WriteStateAsync("cart", Grain, With(cart, 2));
        Assert.Equal(2, (await ReadAsync()).State!.Items);
    }

    [Fact]
    public async Task A_clear_does_not_leave_a_write_under_way_that_would_undo_it()
    {
        var cart = await ReadAsync();
        await UnknownAsync(OutcomeKind.NoQuorum, () => _storage.WriteStateAsync("cart", Grain, With(cart, 1)));
        await _storage.ClearStateAsync("cart", Grain, cart);
        await ArriveAsync();
        Assert.False((await ReadAsync()).RecordExists);
    }

    [Fact]
    public async Task What_others_have_written_over_it_is_not_written_over()
    {
        var first = await ReadAsync();
        await UnknownAsync(OutcomeKind.Unknown, () => _storage.WriteStateAsync("cart", Grain, With(first, 1)));
        var second = await ReadAsync();
        for (var items = 2; items <= 20; items++)
        {
            await _storage.WriteStateAsync("cart", Grain, With(second, items));
            if (items % 9 != 2) continue;
            // The first time its own version is there, the second time nobody knows any more whose it was.
            await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.WriteStateAsync("cart", Grain, With(first, 7)));
        }
        Assert.Equal(20, (await ReadAsync()).State!.Items);
    }

    [Fact]
    public async Task What_was_read_since_has_not_seen_a_write_that_lands_afterwards()
    {
        var cart = await ReadAsync();
        await UnknownAsync(OutcomeKind.NoQuorum, () => _storage.WriteStateAsync("cart", Grain, With(cart, 1)));
        await _storage.ReadStateAsync("cart", Grain, cart);
        await ArriveAsync();
        Assert.Equal(1, (await ReadAsync()).State!.Items);
        await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.WriteStateAsync("cart", Grain, With(cart, cart.State!.Items + 1)));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("20")]
    [InlineData("9999999999999998")]
    [InlineData("9999999999999999")]
    [InlineData("9223372036854775807")]
    [InlineData("99999999999999999999")]
    [InlineData("-1")]
    [InlineData("+0")]
    [InlineData("00")]
    [InlineData(" 0")]
    [InlineData("0 ")]
    [InlineData("")]
    [InlineData("x")]
    public async Task An_etag_that_was_never_issued_is_refused_by_a_write_and_ignored_by_a_read(string etag)
    {
        for (var isStored = false; ; isStored = true)
        {
            var before = _registers.Decided.Count;
            foreach (var cart in new[] { new GrainState<Cart>(), await ReadAsync() })
            {
                cart.ETag = etag;
                await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.WriteStateAsync("cart", Grain, With(cart, 9)));
                await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.ClearStateAsync("cart", Grain, cart));
                Assert.Equal(etag, cart.ETag);
                await _storage.ReadStateAsync("cart", Grain, cart);
                Assert.Equal((isStored, isStored ? "0" : null), (cart.RecordExists, cart.ETag));
                Assert.Equal(before, _registers.Decided.Count);
            }
            if (isStored) break;
            await _storage.WriteStateAsync("cart", Grain, With(await ReadAsync(), 1));
        }
        Assert.Equal(1, (await ReadAsync()).State!.Items);
    }

    [Fact]
    public async Task The_version_of_a_clear_is_no_etag()
    {
        var cart = await ReadAsync();
        await _storage.WriteStateAsync("cart", Grain, With(cart, 1));
        await _storage.ClearStateAsync("cart", Grain, cart);
        cart.ETag = "1";
        await Assert.ThrowsAsync<InconsistentStateException>(() => _storage.WriteStateAsync("cart", Grain, With(cart, 2)));
    }

    [Fact]
    public async Task An_etag_that_was_issued_is_good_in_another_object()
    {
        await _storage.WriteStateAsync("cart", Grain, With(new GrainState<Cart>(), 1));
        var other = new GrainState<Cart> { ETag = "0" };
        await _storage.WriteStateAsync("cart", Grain, With(other, 2));
        Assert.Equal(("1", 2), (other.ETag, (await ReadAsync()).State!.Items));
    }

    [Fact]
    public async Task A_write_takes_one_round_trip_after_a_read_or_a_write_of_the_same_activation()
    {
        var cart = await ReadAsync();
        for (var items = 0; items < 5; items++)
        {
            var before = _registers.Calls;
            await _storage.WriteStateAsync("cart", Grain, With(cart, items));
            Assert.Equal((before.Reads, before.Proposals + 1), _registers.Calls);
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task A_read_asks_again_until_there_is_an_answer()
    {
        await _storage.WriteStateAsync("cart", Grain, With(await ReadAsync(), 1));
        var answers = new ConcurrentQueue<OutcomeKind>([OutcomeKind.NoQuorum, OutcomeKind.Unknown, OutcomeKind.NoQuorum]);
        _registers.InsteadOfReading = _ => answers.TryDequeue(out var kind) ? new Outcome(kind, null, 1, 0) : null;
        var storage = new WriteOnceGrainStorage("registers", () => _registers, new JsonStates(), _activators, Timeout, TimeProvider.System);
        var cart = new GrainState<Cart>();
        await storage.ReadStateAsync("cart", Grain, cart);
        Assert.Equal((1, 0), (cart.State!.Items, answers.Count));
    }

    [Fact(Timeout = 60_000)]
    public async Task A_read_that_has_no_answer_ends_at_its_deadline()
    {
        _registers.InsteadOfReading = _ => new Outcome(OutcomeKind.NoQuorum, null, 1, 0);
        var read = ReadAsync();
        while (!read.IsCompleted)
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(1, TestContext.Current.CancellationToken);
        }
        await Assert.ThrowsAsync<NoQuorumException>(() => read);
    }

    [Fact]
    public async Task Names_that_are_no_text_are_refused()
    {
        var cart = new GrainState<Cart>(new Cart());
        await Assert.ThrowsAsync<ArgumentException>(() => _storage.WriteStateAsync("cart\ud800", Grain, cart));
        await Assert.ThrowsAsync<ArgumentException>(() => _storage.ReadStateAsync("cart\ud801", Grain, cart));
        var odd = GrainId.Create(GrainType.Create("cart"), new IdSpan([0xed, 0xa0, 0x80]));
        await Assert.ThrowsAsync<ArgumentException>(() => _storage.WriteStateAsync("cart", odd, cart));
        Assert.Throws<ArgumentException>(() => Storage("\ud800"));
        Assert.Empty(_registers.Decided);
    }

    /// <summary>Has a call end at its deadline without knowing what became of what it proposed.</summary>
    private async Task UnknownAsync(OutcomeKind kind, Func<Task> call)
    {
        _registers.Instead = _ =>
        {
            _time.Advance(Timeout);
            return new Outcome(kind, null, 1, 0);
        };
        await Assert.ThrowsAnyAsync<RegisterException>(call);
        _registers.Instead = _ => null;
    }

    private async Task ArriveAsync()
    {
        while (_registers.UnderWay.TryDequeue(out var late)) await _registers.ForgeAsync(late.Key, late.Proposal);
    }

    private WriteOnceGrainStorage Storage(string name) => new(name, () => _registers, new JsonStates(), _activators, Timeout, _time);

    private async Task<GrainState<Cart>> ReadAsync()
    {
        var cart = new GrainState<Cart>();
        await _storage.ReadStateAsync("cart", Grain, cart);
        return cart;
    }

    private static GrainState<Cart> With(GrainState<Cart> cart, int items)
    {
        cart.State = new Cart { Items = items };
        return cart;
    }

    private sealed class Cart
    {
        public int Items { get; set; }
        public string Note { get; set; } = "";
    }

    private sealed class JsonStates : IGrainStorageSerializer
    {
        public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input));
        public T Deserialize<T>(BinaryData input) => JsonSerializer.Deserialize<T>(input.ToMemory().Span)!;
    }
}
