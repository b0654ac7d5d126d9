using Microsoft.Extensions.Time.Testing;

namespace Actors.Demo.Tests;

public sealed class UserOfTheDayTests
{
    private static readonly FakeTimeProvider Time = new(new DateTimeOffset(2026, 3, 4, 23, 59, 59, TimeSpan.Zero));
    private static readonly DateOnly Today = new(2026, 3, 4);

    private readonly MemoryRegisters _registers = new();

    [Fact]
    public async Task Everybody_sees_the_same_user_for_ever()
    {
        var found = await Of("anna").GetAsync();
        Assert.Equal(new DayUser(Today, "anna"), found);
        Assert.Equal(found, await Of("bert", "cleo").GetAsync(Today));
        Assert.Equal(found, await Of().GetAsync());
        Assert.Equal("\"anna\"", await _registers.TextAsync("user-of-the-day/2026-03-04"));
    }

    [Fact]
    public async Task Who_is_picked_is_up_to_chance()
    {
        var users = new UserOfTheDay(_registers, Time, ["anna", "bert"], new Random(1));
        var picked = new HashSet<string>();
        for (var day = 0; day < 50; day++) picked.Add((await users.GetAsync(Today.AddDays(-day)))!.User);
        Assert.Equal(["anna", "bert"], picked.Order());
    }

    [Fact]
    public async Task Who_waits_is_told_as_soon_as_somebody_asks()
    {
        var final = Of().FinalAsync(Today);
        Assert.False(final.IsCompleted);
        await Of("anna").GetAsync();
        Assert.Equal(new DayUser(Today, "anna"), await final);
    }

    [Fact]
    public async Task With_nobody_to_propose_it_only_looks() => Assert.Null(await Of().GetAsync());

    [Fact]
    public async Task A_day_that_has_not_begun_has_no_user() =>
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Of("anna").GetAsync(Today.AddDays(1)));

    [Theory]
    [InlineData("17")]
    [InlineData("null")]
    public async Task What_is_no_user_is_refused(string text)
    {
        _registers.Put("user-of-the-day/2026-03-04", text);
        await Assert.ThrowsAsync<InvalidDataException>(() => Of("anna").GetAsync());
    }

    [Fact]
    public void Users_have_names() => Assert.Throws<ArgumentException>(() => Of("anna", " "));

    private UserOfTheDay Of(params string[] users) => new(_registers, Time, users);
}
