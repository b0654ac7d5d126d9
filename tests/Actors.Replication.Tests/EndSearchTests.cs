using CsCheck;

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
        var search = new EndSearch(0, new Random(1));
        Assert.Throws<InvalidOperationException>(() => search.End);
        search.OnLooked([.. search.Next.Select(_ => false)]);
        Assert.Empty(search.Next);
        Assert.Equal(0, search.End);
        Assert.Throws<ArgumentException>(() => search.OnLooked([true]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(100)]
    [InlineData(1_000_000)]
    public void Far_slots_that_somebody_has_written_neither_hide_the_end_nor_keep_the_search_from_ending(long end)
    {
        // All that is looked at first, up to the highest slot that there can be.
        var far = FarFrom(0).Concat(FarFrom(end / 2)).ToHashSet();
        for (var seed = 0; seed < 50; seed++)
            foreach (var known in new[] { 0, end / 2 }.Distinct())
            {
                var first = end;
                while (far.Contains(first)) first++;
                var (found, rounds) = Search(slot => slot < end || far.Contains(slot), known, seed);
                Assert.Equal(first, found);
                Assert.InRange(rounds, 1, 100);
            }
    }

    [Theory]
    [InlineData(100)]
    [InlineData(5_000)]
    public void A_hole_of_which_half_is_filled_is_found(int hole)
    {
        for (var seed = 0; seed < 100; seed++)
        {
            var filled = new Random(-seed - 1);
            var decided = Enumerable.Range(0, hole).Select(i => i > 0 && (i >= hole - 8 || filled.Next(2) == 0)).ToArray();
            var (found, _) = Search(slot => slot < 50_000 || slot - 50_000 < hole && decided[slot - 50_000], 0, seed);
            Assert.InRange(found, 50_000, 50_000 + hole - 1);
            Assert.False(found - 50_000 < hole && decided[found - 50_000]);
        }
    }

    [Fact]
    public void Whatever_is_decided_the_search_ends_at_a_slot_that_is_not()
    {
        Gen.Select(Gen.Long[0, 1 << 20].HashSet[0, 60], Gen.Long[0, 64], Gen.Int[0, 1000]).Sample((decided, known, seed) =>
        {
            var (found, rounds) = Search(slot => slot < known || decided.Contains(slot), known, seed);
            return found >= known && !(found < known || decided.Contains(found)) && rounds < 200;
        });
    }

    /// <summary>What a search looks at that finds everything decided.</summary>
    private static List<long> FarFrom(long known)
    {
        var (search, far) = (new EndSearch(known, new Random(1)), new List<long>());
        for (; search.Next is { Count: > 0 } slots && (far.Count == 0 || slots[0] > far[^1]); search.OnLooked([.. slots.Select(_ => true)])) far.AddRange(slots);
        return far;
    }

    private static (long End, int Rounds) Search(Predicate<long> isDecided, long known, int seed = 1)
    {
        var search = new EndSearch(known, new Random(seed));
        var rounds = 0;
        for (; search.Next is { Count: > 0 } slots; rounds++) search.OnLooked([.. slots.Select(slot => isDecided(slot))]);
        return (search.End, rounds);
    }
}
