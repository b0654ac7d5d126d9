using Actors.Engine.Tables;
using Actors.Paxos;

namespace Actors.Engine.Tests.Tables;

public sealed class VersionSearchTests
{
    [Fact]
    public void It_finds_the_latest_version_from_every_known_one_and_reads_few()
    {
        for (var latest = 0; latest <= 300; latest++)
            for (var known = 0; known <= latest; known += 1 + latest / 20)
            {
                var search = new VersionSearch(known);
                var reads = 0;
                for (; search.Next is { } version; reads++) search.OnRead(version <= latest);
                Assert.Equal(latest, search.Latest);
                Assert.InRange(reads, 1, 2 + 2 * Math.Log2(latest - known + 1));
            }
    }

    [Fact]
    public void Where_nothing_is_new_it_reads_one_register()
    {
        var search = new VersionSearch(41);
        Assert.Equal(42, search.Next);
        search.OnRead(isDecided: false);
        Assert.Null(search.Next);
        Assert.Equal(41, search.Latest);
    }

    [Fact]
    public void A_table_that_grows_and_forgets_during_the_search_is_told_as_a_version_that_was_read()
    {
        const int kept = 10;
        for (var growth = 0; growth <= 2 * kept; growth++)
            for (var latest = 1; latest <= 100; latest++)
            {
                var (search, now, isRead, reads) = (new VersionSearch(0), latest, false, 0);
                for (; search.Next is { } version; reads++)
                {
                    if (version <= now - kept) search.OnTrimmed();
                    else search.OnRead(version <= now);
                    isRead = search.Latest == version ? version > now - kept : isRead;
                    // It grows once, at any moment of the search.
                    if (reads == growth) now += growth * kept;
                }
                Assert.True(isRead, $"From {latest} to {now}: {search.Latest} is forgotten.");
                Assert.InRange(search.Latest, latest, now);
            }
    }

    /// <summary>Thirty messages do that: each drops the versions below one.</summary>
    [Fact]
    public void Where_all_versions_are_dropped_or_decided_it_ends_and_says_so()
    {
        foreach (var dropped in (bool[])[true, false])
        {
            var (search, reads) = (new VersionSearch(0), 0);
            Assert.Contains("are decided", Assert.Throws<InvariantException>(() =>
            {
                for (; search.Next is not null; reads++)
                    if (dropped) search.OnTrimmed();
                    else search.OnRead(isDecided: true);
            }).Message, StringComparison.Ordinal);
            Assert.InRange(reads, 30, 32);
        }
    }

    [Fact]
    public void Once_it_is_over_there_is_nothing_to_read()
    {
        var search = new VersionSearch(0);
        search.OnRead(isDecided: false);
        Assert.Throws<InvalidOperationException>(() => search.OnRead(isDecided: false));
    }
}
