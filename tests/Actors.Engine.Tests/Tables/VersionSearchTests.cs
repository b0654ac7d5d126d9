using Actors.Engine.Tables;

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
    public void Once_it_is_over_there_is_nothing_to_read()
    {
        var search = new VersionSearch(0);
        search.OnRead(isDecided: false);
        Assert.Throws<InvalidOperationException>(() => search.OnRead(isDecided: false));
    }
}
