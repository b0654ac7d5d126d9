using Actors.Pages.Seats;
using Actors.Registers;
using Microsoft.Extensions.Time.Testing;

namespace Actors.Pages.Tests;

public sealed class AnyNodeTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly FakeSeats _seats = new("n1", "n2", "n3");
    private readonly Dictionary<string, TaskCompletionSource<string>> _answers =
        new[] { "n1", "n2", "n3" }.ToDictionary(node => node, _ => new TaskCompletionSource<string>());
    private readonly List<string> _asked = [];

    [Fact]
    public async Task The_first_answer_counts_and_nobody_else_is_asked()
    {
        var asking = Any.AskAsync(Call, CancellationToken.None);
        _answers[_asked.Single()].SetResult("yes");
        Assert.Equal("yes", await asking);
        Assert.Single(_asked);
    }

    [Fact]
    public async Task A_node_that_does_not_answer_keeps_nobody_waiting()
    {
        var asking = Any.AskAsync(Call, CancellationToken.None);
        await AdvanceUntilAsync(() => _asked.Count >= 2);
        _answers[_asked[1]].SetResult("yes");
        Assert.Equal("yes", await asking);
    }

    [Fact]
    public async Task The_last_failure_counts_when_nobody_has_an_answer()
    {
        var asking = Any.AskAsync(Call, CancellationToken.None);
        foreach (var node in new[] { 0, 1, 2 })
        {
            await AdvanceUntilAsync(() => _asked.Count > node);
            _answers[_asked[node]].SetException(new NoQuorumException($"{node}"));
        }
        Assert.Equal("2", (await Assert.ThrowsAsync<NoQuorumException>(() => asking)).Message);
    }

    [Fact]
    public async Task With_no_node_running_it_fails_as_a_node_that_does_not_run_does()
    {
        _seats.Stopped.UnionWith(_seats.Nodes);
        var asking = Any.AskAsync(Call, CancellationToken.None);
        _answers[_asked.Single()].SetException(new NoQuorumException("stopped"));
        await Assert.ThrowsAsync<NoQuorumException>(() => asking);
    }

    [Fact]
    public async Task A_wait_ends_by_whichever_node_knows_first_even_if_it_was_started_later()
    {
        _seats.Stopped.Add("n3");
        var waiting = Any.WaitAsync(Call, CancellationToken.None);
        Assert.Equal(["n1", "n2"], _asked);
        _seats.Stopped.Clear();
        await AdvanceUntilAsync(() => _asked.Contains("n3"));
        _answers["n3"].SetResult("yes");
        await AdvanceUntilAsync(() => waiting.IsCompleted);
        Assert.Equal("yes", await waiting);
    }

    [Fact]
    public async Task A_wait_outlasts_a_node_that_stops()
    {
        var waiting = Any.WaitAsync(Call, CancellationToken.None);
        _answers["n1"].SetException(new NoQuorumException("stopped"));
        _answers["n1"] = new TaskCompletionSource<string>();
        await AdvanceUntilAsync(() => _asked.Count(node => node == "n1") == 2);
        _answers["n1"].SetResult("yes");
        Assert.Equal("yes", await waiting);
    }

    [Fact]
    public async Task A_wait_ends_when_it_is_given_up()
    {
        using var enough = new CancellationTokenSource();
        var waiting = Any.WaitAsync(Call, enough.Token);
        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    [Fact]
    public async Task A_register_that_holds_something_else_ends_the_wait()
    {
        var waiting = Any.WaitAsync(Call, CancellationToken.None);
        _answers["n2"].SetException(new InvalidDataException("no order"));
        await Assert.ThrowsAsync<InvalidDataException>(() => waiting);
    }

    [Theory]
    [InlineData("n1", null, "", "n1")]
    [InlineData("n1", null, "n1", "n2")]
    [InlineData("n3", null, "n3", "n1")]
    [InlineData("n2", "n3", "n2", "n1")]
    [InlineData("n2", "n3", "n1,n2", "n3")]
    [InlineData("n2", null, "n1,n2,n3", "n2")]
    public void Who_finds_the_node_stopped_goes_to_the_next(string wanted, string? other, string stopped, string found)
    {
        _seats.Stopped.UnionWith(stopped.Split(','));
        Assert.Equal(found, _seats.Near(wanted, other));
    }

    private AnyNode Any => new(_seats, _time);

    private Task<string> Call(IRegisters registers, CancellationToken cancellationToken)
    {
        var node = _seats.NodeOf(registers);
        lock (_asked) _asked.Add(node);
        return _answers[node].Task.WaitAsync(cancellationToken);
    }

    /// <summary>The clock goes on, and what it wakes has its turn.</summary>
    private async Task AdvanceUntilAsync(Func<bool> condition)
    {
        while (!IsMet())
        {
            _time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        bool IsMet()
        {
            lock (_asked) return condition();
        }
    }
}
