using Actors.Engine;

namespace Actors.Runtime.Tests;

/// <summary>A node that is cut off neither hears nor is heard.</summary>
public sealed class CutTransportTests
{
    private static readonly AcceptorRequest Request = new("n1", default, []);

    [Fact]
    public async Task What_goes_from_or_to_a_node_that_is_cut_off_is_lost_until_it_is_healed()
    {
        var (cuts, inner) = (new NodeCuts(), new Answering());
        var (fromFirst, fromSecond) = (new CutTransport("n1", inner, cuts), new CutTransport("n2", inner, cuts));
        cuts.Cut("n1");
        Assert.True(cuts.IsCut("n1"));
        foreach (var lost in new[] { fromFirst.SendAsync("n2", Request, default), fromSecond.SendAsync("n1", Request, default) }) Assert.False(lost.IsCompleted);
        await fromSecond.SendAsync("n3", Request, default);
        Assert.Equal(["n3"], inner.Asked);
        cuts.Heal("n1");
        Assert.False(cuts.Any);
        await fromFirst.SendAsync("n2", Request, default);
        await fromSecond.SendAsync("n1", Request, default);
        Assert.Equal(["n3", "n2", "n1"], inner.Asked);
    }

    [Fact]
    public async Task Who_waits_for_silence_can_stop_waiting()
    {
        var cuts = new NodeCuts();
        cuts.Cut("n2");
        using var patience = new CancellationTokenSource();
        var lost = new CutTransport("n1", new Answering(), cuts).SendAsync("n2", Request, patience.Token);
        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => lost);
    }

    private sealed class Answering : IAcceptorTransport
    {
        public List<string> Asked { get; } = [];

        public Task<AcceptorAnswer> SendAsync(string node, AcceptorRequest request, CancellationToken cancellationToken)
        {
            Asked.Add(node);
            return Task.FromResult(new AcceptorAnswer(default, [], []));
        }
    }
}
