using System.Globalization;
using System.Text;
using Actors.Engine.Tables;
using Actors.Paxos;

namespace Actors.Engine.Tests.Tables;

public sealed class VersionLogTests
{
    private const int KeptMin = 3, KeptMax = 5;

    private readonly VersionLog<string> _log = new("table", "0", (value, _) => Encoding.UTF8.GetString(value.Bytes.Span), KeptMin, KeptMax);

    [Fact]
    public void What_it_reads_it_knows_and_later_searches_begin_there()
    {
        var search = _log.BeginSearch();
        Assert.Equal(1, search.Next);
        Assert.Equal("1", _log.OnRead(search, Version(1)));
        Assert.Equal(3, search.Next);
        Assert.Null(_log.OnRead(search, null));
        Assert.Equal("2", _log.OnRead(search, Version(2)));
        Assert.Null(search.Next);
        Assert.Equal("2", _log.Known);
        Assert.Equal(3, _log.BeginSearch().Next);
    }

    [Fact]
    public void A_forgotten_version_is_no_table_and_not_the_end_of_the_search()
    {
        var search = _log.BeginSearch();
        Assert.Null(_log.OnRead(search, TrimmedSlot.Proposal));
        Assert.Equal(3, search.Next);
        Assert.Equal("0", _log.Known);
    }

    [Fact]
    public void A_proposal_is_in_if_the_register_holds_it_and_nobody_can_tell_if_it_was_forgotten()
    {
        var own = Version(1);
        Assert.True(_log.OnProposed(1, own, own));
        Assert.False(_log.OnProposed(2, Version(2), Version(2)));
        Assert.Null(_log.OnProposed(3, Version(3), TrimmedSlot.Proposal));
        Assert.Equal("2", _log.Known);
    }

    [Fact]
    public void An_older_version_that_is_learned_late_does_not_take_the_place_of_a_later_one()
    {
        Know(4);
        Know(2);
        Assert.Equal("4", _log.Known);
    }

    [Fact]
    public void It_forgets_once_enough_have_gathered_and_never_what_it_must_keep()
    {
        var firstKept = 1;
        for (var version = 1; version <= 50; version++)
        {
            Know(version);
            if (_log.TryForget() is { } below)
            {
                Assert.Equal("table", below.Log);
                Assert.Equal(version - KeptMin + 1, below.Slot);
                Assert.True(below.Slot > firstKept);
                firstKept = (int)below.Slot;
            }
            Assert.InRange(version - firstKept + 1, Math.Min(version, KeptMin), KeptMax);
            Assert.Null(_log.TryForget());
        }
    }

    [Fact]
    public void A_version_is_a_slot_of_the_log() => Assert.Equal(new SlotKey("table", 7), _log.SlotOf(7));

    private void Know(int version)
    {
        var proposal = Version(version);
        _log.OnProposed(version, proposal, proposal);
    }

    private static Proposal Version(int version) => Given.Proposal(version.ToString(CultureInfo.InvariantCulture));
}
