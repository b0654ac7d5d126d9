using Actors.Log.Machines;
using Microsoft.Extensions.Time.Testing;

namespace Actors.Demo.Tests;

public sealed class UserListTests
{
    private readonly MemoryRegisters _registers = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact(Timeout = 60_000)]
    public async Task Users_come_and_go_for_everybody_alike()
    {
        await using UserList list = Of("anna", "bert"), other = Of("cleo");
        Assert.Equal(["anna", "bert"], await list.ReadAsync(Token));
        Assert.Equal(UserListResult.Changed, await other.AddAsync("dora", Token));
        Assert.Equal(UserListResult.Unchanged, await list.AddAsync("dora", Token));
        Assert.Equal(UserListResult.Changed, await list.RemoveAsync("bert", Token));
        Assert.Equal(UserListResult.Unchanged, await other.RemoveAsync("bert", Token));
        Assert.Equal(["anna", "dora"], await other.ReadAsync(Token));
        Assert.Equal(["anna", "dora"], await list.ReadAsync(Token));
    }

    [Fact(Timeout = 60_000)]
    public async Task Half_a_character_is_no_name()
    {
        await using var list = Of("anna");
        await Assert.ThrowsAsync<ArgumentException>(() => list.AddAsync("anna\ud800", Token));
        await Assert.ThrowsAsync<ArgumentException>(() => list.RemoveAsync("anna\ud800", Token));
        Assert.Equal(["anna"], await list.ReadAsync(Token));
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_was_taken_off_the_list_does_not_come_back_with_the_next_start()
    {
        await using (var list = Of("anna")) await list.RemoveAsync("anna", Token);
        await using var anew = Of("anna");
        Assert.Empty(await anew.ReadAsync(Token));
    }

    [Fact]
    public void Of_two_who_put_the_first_users_on_it_the_second_changes_nothing()
    {
        var first = new UserListCommand(UserListAction.Found, ["anna"]);
        var state = UserListState.Empty.Apply(first).State.Apply(new UserListCommand(UserListAction.Remove, ["anna"])).State;
        Assert.Equal((state, UserListResult.Unchanged), state.Apply(first));
    }

    [Fact(Timeout = 60_000)]
    public async Task Whoever_has_no_first_users_leaves_them_to_others()
    {
        await using UserList client = Of(), silo = Of("anna", "bert");
        Assert.Equal(UserListResult.Changed, await client.AddAsync("bert", Token));
        Assert.Equal(["bert", "anna"], await silo.ReadAsync(Token));
    }

    [Fact(Timeout = 60_000)]
    public async Task It_has_room_for_a_thousand_and_survives_snapshots()
    {
        await using (var list = Of())
        {
            for (var i = 0; i < UserList.CountMax; i++) Assert.Equal(UserListResult.Changed, await list.AddAsync($"user {i}", Token));
            Assert.Equal(UserListResult.Full, await list.AddAsync("one more", Token));
            Assert.Equal(UserListResult.Unchanged, await list.AddAsync("user 0", Token));
        }
        await using var anew = Of("anna");
        Assert.Equal(UserList.CountMax, (await anew.ReadAsync(Token)).Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task Who_follows_sees_each_change()
    {
        await using UserList list = Of("anna"), other = Of();
        await using var followed = list.FollowAsync(Token).GetAsyncEnumerator(Token);
        Assert.True(await followed.MoveNextAsync());
        Assert.Equal(["anna"], followed.Current);
        await other.AddAsync("bert", Token);
        do Assert.True(await followed.MoveNextAsync());
        while (followed.Current.Count < 2);
        Assert.Equal(["anna", "bert"], followed.Current);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a\nb")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task A_name_is_text(string name)
    {
        Assert.Throws<ArgumentException>(() => Of(name));
        await using var list = Of();
        await Assert.ThrowsAsync<ArgumentException>(() => list.AddAsync(name, Token));
    }

    [Fact]
    public void The_first_users_fit_into_one_entry()
    {
        var longest = Enumerable.Range(0, UserList.FoundersMax + 1).Select(i => $"{i:000}" + new string('\u20ac', UserList.NameMax - 3)).ToList();
        Assert.Throws<ArgumentException>(() => Of([.. longest]));
        Assert.Null(UserList.ProblemOfFounders(longest[1..]));
    }

    [Fact(Timeout = 60_000)]
    public async Task The_longest_first_users_are_taken()
    {
        await using var list = Of([.. Enumerable.Range(0, UserList.FoundersMax).Select(i => $"{i:000}" + new string('\u20ac', UserList.NameMax - 3))]);
        Assert.Equal(UserList.FoundersMax, (await list.ReadAsync(Token)).Count);
    }

    [Fact(Timeout = 60_000)]
    public async Task The_user_of_the_day_is_picked_from_it_as_it_is()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 4, 5, 6, 7, TimeSpan.Zero));
        await using var list = Of("anna");
        var users = new UserOfTheDay(_registers, time, list.ReadAsync);
        await list.RemoveAsync("anna", Token);
        Assert.Null(await users.GetAsync(cancellationToken: Token));
        await list.AddAsync("bert", Token);
        Assert.Equal("bert", (await users.GetAsync(cancellationToken: Token))!.User);
        await list.RemoveAsync("bert", Token);
        Assert.Equal("bert", (await users.GetAsync(cancellationToken: Token))!.User);
    }

    private UserList Of(params string[] founders) => new(_registers, founders, options: new StateMachineOptions { SnapshotDistance = 16, Trim = false });
}
