using Actors.Paxos;
using static Actors.Engine.Tests.Given;

namespace Actors.Engine.Tests;

/// <summary>Large values on a link that cannot carry all that is asked for: callers wait their turn, and nodes that are up are not taken for gone.</summary>
public sealed class SlowLinkTests
{
    private const double Mbit = 1_000_000 / 8.0;

    /// <summary>A quarter of these calls ended with "no quorum" before batches were bounded in bytes.</summary>
    [Fact]
    public void At_100_Mbit_128_callers_of_60_kB_values_all_get_their_decisions()
    {
        var link = new SlowLink(new ProposerOptions(), 100 * Mbit, valueBytes: 60_000, patience: Ms(15_000));
        link.Run(callers: 128, until: Ms(20_000));
        Assert.True(link.Outcomes[OutcomeKind.Decided] > 300, $"{link.Outcomes[OutcomeKind.Decided]} decisions");
        Assert.Equal([OutcomeKind.Decided], link.Outcomes.Keys);
        Assert.Empty(link.Suspicions);
        Assert.Equal(0, link.Lost);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(20)]
    [InlineData(50)]
    public void Beyond_what_a_link_carries_callers_end_at_their_deadline_with_an_unknown_outcome_and_never_for_want_of_a_quorum(int mbit)
    {
        var link = new SlowLink(new ProposerOptions(), mbit * Mbit, valueBytes: 60_000, patience: Ms(3000));
        link.Run(callers: 256, until: Ms(30_000));
        Assert.DoesNotContain(OutcomeKind.NoQuorum, link.Outcomes.Keys);
        Assert.True(link.Outcomes[OutcomeKind.Unknown] > 0);
        // The link does not idle, nor is it full of what nobody waits for any more.
        Assert.True(link.Outcomes[OutcomeKind.Decided] > 2 * mbit, $"{link.Outcomes[OutcomeKind.Decided]} decisions");
    }

    [Fact]
    public void A_batch_has_no_more_bytes_than_it_may_and_begins_with_a_quarter()
    {
        var options = new ProposerOptions();
        var link = new SlowLink(options, 1000 * Mbit, valueBytes: 60_000, patience: Ms(15_000));
        link.Run(callers: 128, until: Ms(2000));
        Assert.InRange(link.Batches.Max(), options.BatchBytesMax / 2, options.BatchBytesMax);
        Assert.InRange(link.Batches.Take(2).Max(), 1, options.BatchBytesMax / 4);
    }
}
