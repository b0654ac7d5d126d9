using Actors.Paxos;

namespace Actors.Grains.Tests.Contract;

/// <summary>What every write-once variable promises as long as nothing breaks its rung.</summary>
public abstract class WriteOnceContract
{
    /// <summary>The variable of a key: for the same key it is the same variable.</summary>
    protected abstract IWriteOnce<T> Variable<T>(string key);

    private IWriteOnce<T> Fresh<T>() => Variable<T>($"contract/{Guid.NewGuid():N}");

    [Fact]
    public async Task Starts_empty() => Assert.Null(await Fresh<int>().ReadAsync());

    [Fact]
    public async Task The_first_proposal_wins()
    {
        var variable = Fresh<int>();
        var decision = await variable.TryInitializeAsync(17);
        Assert.True(decision.Won);
        Assert.Equal(17, decision.Value);
    }

    [Fact]
    public async Task Whoever_comes_later_learns_the_winner()
    {
        var variable = Fresh<string>();
        var first = await variable.TryInitializeAsync("ship");
        var second = await variable.TryInitializeAsync("cancel");
        Assert.False(second.Won);
        Assert.Equal("ship", second.Value);
        Assert.Equal(first.Proposal, second.Proposal);
    }

    [Fact]
    public async Task An_equal_value_under_another_id_does_not_win()
    {
        var variable = Fresh<string>();
        await variable.TryInitializeAsync("ship");
        Assert.False((await variable.TryInitializeAsync("ship")).Won);
    }

    [Fact]
    public async Task A_retry_under_the_same_id_wins_again()
    {
        var variable = Fresh<string>();
        var id = ProposalId.New();
        Assert.True((await variable.TryInitializeAsync("ship", id)).Won);
        Assert.True((await variable.TryInitializeAsync("ship", id)).Won);
    }

    [Fact]
    public async Task A_read_tells_the_decision_and_never_that_it_won()
    {
        var variable = Fresh<string>();
        await variable.TryInitializeAsync("ship");
        var read = await variable.ReadAsync();
        Assert.Equal("ship", read!.Value);
        Assert.False(read.Won);
    }

    [Fact]
    public async Task The_final_value_comes_with_the_decision()
    {
        var variable = Fresh<string>();
        var final = variable.FinalValueAsync();
        Assert.False(final.IsCompleted);
        await variable.TryInitializeAsync("ship");
        Assert.Equal("ship", await final);
        Assert.Equal("ship", await variable.FinalValueAsync());
    }

    [Fact]
    public async Task Waiting_ends_when_the_caller_says_so()
    {
        using var patience = new CancellationTokenSource();
        var final = Fresh<string>().FinalValueAsync(patience.Token);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => final);
    }

    [Fact]
    public async Task Null_is_a_value()
    {
        var variable = Fresh<string?>();
        Assert.True((await variable.TryInitializeAsync(null)).Won);
        var other = await variable.TryInitializeAsync("too late");
        Assert.False(other.Won);
        Assert.Null(other.Value);
        Assert.NotNull(await variable.ReadAsync());
    }

    [Fact]
    public async Task Zero_and_empty_are_values()
    {
        var (number, text, list) = (Fresh<int>(), Fresh<string>(), Fresh<int[]>());
        await number.TryInitializeAsync(0);
        await text.TryInitializeAsync("");
        await list.TryInitializeAsync([]);
        Assert.Equal(0, (await number.TryInitializeAsync(1)).Value);
        Assert.Equal("", (await text.TryInitializeAsync("x")).Value);
        Assert.Empty((await list.TryInitializeAsync([1])).Value);
    }

    [Fact]
    public async Task Different_keys_are_different_variables()
    {
        await Fresh<int>().TryInitializeAsync(1);
        Assert.True((await Fresh<int>().TryInitializeAsync(2)).Won);
    }
}
