using Microsoft.Extensions.Time.Testing;

namespace Actors.Log.Tests;

public sealed class CourtesyTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly Courtesy _courtesy;

    public CourtesyTests() => _courtesy = new Courtesy(_time, TestContext.Current.CancellationToken);

    [Fact]
    public async Task Where_a_slot_was_lost_others_are_left_the_next_after_each_that_is_won()
    {
        Assert.False(await PausesAfterAsync(won: false));
        for (var i = 0; i < 3; i++) Assert.True(await PausesAfterAsync(won: true));
    }

    [Fact]
    public async Task Who_appends_alone_never_pauses()
    {
        for (var i = 0; i < 20; i++) Assert.False(await PausesAfterAsync(won: true));
    }

    [Fact]
    public async Task A_decision_that_took_longer_costs_a_pause_only_now_and_then()
    {
        var pauses = 0;
        for (var i = 0; i < 16; i++) pauses += await PausesAfterAsync(won: true, tookRounds: true) ? 1 : 0;
        Assert.Equal(2, pauses);
    }

    [Fact]
    public async Task Others_that_have_not_been_seen_for_a_while_are_forgotten()
    {
        await PausesAfterAsync(won: false);
        _time.Advance(TimeSpan.FromSeconds(1.1));
        Assert.False(await PausesAfterAsync(won: true));
    }

    /// <summary>Whether there is a pause, which is over when this returns.</summary>
    private async Task<bool> PausesAfterAsync(bool won, bool tookRounds = false)
    {
        var over = new TaskCompletionSource();
        _courtesy.OnDecided(won, tookRounds, TimeSpan.FromMilliseconds(1), over.SetResult);
        if (!_courtesy.IsPausing) return false;
        _time.Advance(TimeSpan.FromMilliseconds(3.1));
        await over.Task;
        Assert.False(_courtesy.IsPausing);
        return true;
    }
}
