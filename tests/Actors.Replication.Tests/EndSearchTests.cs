namespace Actors.Replication.Tests;

public sealed class EndSearchTests
{
    [Fact]
    public void It_finds_the_end_from_everything_that_is_known()
    {
        foreach (var end in Enumerable.Range(0, 200).Select(i => (long)i).Concat([1000, 65_535, 65_536, 70_000, 1_000_000]))
            foreach (var known in new[] { 0, end / 2, end - 1, end }.Where(known => known >= 0).Distinct())
                Assert.Equal(end, Search(slot => slot < end, known).End);
    }

    [Fact]
    public void Gaps_near_the_end_are_not_overlooked()
    {
        const int reach = LogReplica.Reach;
        foreach (var first in new long[] { 0, 1, 5, 100, 1000 })
            for (var mask = 0; mask < 1 << (reach - 1); mask++)
            {
                // All below the first is decided, it is not, and any of the next may be.
                bool IsDecided(long slot) => slot < first || slot > first && slot < first + reach && (mask >> (int)(slot - first - 1) & 1) == 1;
                foreach (var known in new[] { 0, first / 2, first })
                    Assert.Equal(first, Search(IsDecided, known).End);
            }
    }

    [Fact]
    public void It_takes_few_rounds()
    {
        Assert.Equal(1, Search(slot => slot < 41, 41).Rounds);
        Assert.InRange(Search(slot => slot < 1_000_000, 0).Rounds, 1, 8);
        Assert.InRange(Search(slot => slot < 1_000_000, 999_990).Rounds, 1, 4);
    }

    [Fact]
    public void Once_it_is_over_there_is_nothing_to_look_at()
    {
        var search = new EndSearch(0);
        Assert.Throws<InvalidOperationException>(() => search.End);
        search.OnLooked([.. search.Next.Select(_ => false)]);
        Assert.Empty(search.Next);
        Assert.Equal(0, search.End);
        Assert.Throws<ArgumentException>(() => search.OnLooked([true]));
    }

    private static (long End, int Rounds) Search(Predicate<long> isDecided, long known)
    {
        var search = new EndSearch(known);
        var rounds = 0;
        for (; search.Next is { Count: > 0 } slots; rounds++) search.OnLooked([.. slots.Select(slot => isDecided(slot))]);
        return (search.End, rounds);
    }
}
