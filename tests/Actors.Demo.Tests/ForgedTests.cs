using System.Text;
using Actors.Paxos;
using Actors.Replication;

namespace Actors.Demo.Tests;

/// <summary>What somebody writes into the logs of the demo past the rule for names counts for nothing.</summary>
public sealed class ForgedTests : IAsyncDisposable
{
    private readonly MemoryRegisters _registers = new();
    private readonly OrderHistory _history;

    public ForgedTests() => _history = new OrderHistory(_registers, TimeProvider.System);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory(Timeout = 60_000)]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("garbage")]
    [InlineData("""{"action":0,"users":null}""")]
    [InlineData("""{"action":0,"users":[null]}""")]
    [InlineData("""{"action":0,"users":["a\u0000b"]}""")]
    [InlineData("""{"action":2,"users":[".."]}""")]
    [InlineData("""{"action":77,"users":["eve"]}""")]
    public async Task A_list_goes_on_after_a_change_that_is_none(string entry)
    {
        await using var users = new UserList(_registers, ["ada"]);
        await users.AddAsync("grace", Token);
        Forge("users", 2, entry);
        await users.AddAsync("alan", Token);
        await using var anew = new UserList(_registers, ["ada"]);
        foreach (var list in new[] { users, anew }) Assert.Equal(["ada", "grace", "alan"], await list.ReadAsync(Token));
        await using var following = anew.FollowAsync(Token).GetAsyncEnumerator(Token);
        Assert.True(await following.MoveNextAsync());
    }

    [Theory(Timeout = 60_000)]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("garbage")]
    [InlineData("""{"order":null,"kind":"Placed","customer":"Ada","at":"2026-03-04T05:06:07+00:00"}""")]
    [InlineData("""{"order":"a/b","kind":"Placed","customer":"Ada","at":"2026-03-04T05:06:07+00:00"}""")]
    [InlineData("""{"order":"17","kind":99,"customer":"Ada","at":"2026-03-04T05:06:07+00:00"}""")]
    [InlineData("""{"order":"17","kind":"Placed","customer":null,"at":"2026-03-04T05:06:07+00:00"}""")]
    public async Task The_history_goes_on_after_an_event_that_is_none(string entry)
    {
        Forge("orders", 0, entry);
        await _history.RecordAsync(new PlacedOrder(new Order("18", "Ada", [new OrderItem("tea", 1)]), null), Token);
        var events = new List<OrderEvent>();
        await foreach (var slot in _history.ReadAsync(0, cancellationToken: Token)) events.AddRange(slot.Entries);
        Assert.Equal(["18"], events.Select(each => each.Order));
        await using var tail = _history.TailAsync(0, Token).GetAsyncEnumerator(Token);
        Assert.True(await tail.MoveNextAsync());
        Assert.Equal((1, "18"), (tail.Current.Slot, tail.Current.Entries.Single().Order));
    }

    public ValueTask DisposeAsync() => _history.DisposeAsync();

    private void Forge(string log, long slot, string entry) => _registers.Put(
        new SlotKey(log, slot).Key, new SlotBatch([new LogEntry(new EntryId(Guid.NewGuid(), 0), Encoding.UTF8.GetBytes(entry))]).Encode());
}
