using Actors.Engine.Tables;
using Actors.Simulation.Checkers;
using Actors.Simulation.Worlds;

namespace Actors.Simulation.Tests.Checkers;

public class TableCheckerTests
{
    private readonly TableChecker _checker = new();

    [Fact]
    public void One_change_a_version_is_fine()
    {
        Decide(new Cell(0, 1, 1));
        Decide(new Cell(0, 1, 1), new Cell(1, 2, 2));
        Decide(new Cell(0, 3, 3), new Cell(1, 2, 2));
        _checker.OnTold(change: 1, version: 1, won: true);
        _checker.OnTold(change: 4, version: 2, won: false);
        _checker.OnRead(version: 3, told: 2);
        Assert.Null(_checker.Check());
    }

    [Fact]
    public void A_gap_is_caught()
    {
        Decide(new Cell(0, 1, 1));
        _checker.OnDecided(new VersionedTable<int, Cell>(3, [new Cell(0, 2, 3)]));
        Assert.Equal("version 3 follows 1", _checker.Check());
    }

    [Fact]
    public void A_lost_update_is_caught()
    {
        Decide(new Cell(0, 1, 1));
        Decide(new Cell(0, 1, 1), new Cell(1, 2, 2));
        Decide(new Cell(0, 3, 3));
        Assert.NotNull(_checker.Check());
    }

    [Fact]
    public void Two_changes_in_one_version_are_caught()
    {
        Decide(new Cell(0, 1, 1), new Cell(1, 2, 1));
        Assert.NotNull(_checker.Check());
    }

    [Fact]
    public void Being_told_the_opposite_of_what_happened_is_caught()
    {
        Decide(new Cell(0, 1, 1));
        _checker.OnTold(change: 1, version: 1, won: false);
        Assert.NotNull(_checker.Check());
    }

    [Fact]
    public void Being_told_of_a_change_that_is_not_there_is_caught()
    {
        Decide(new Cell(0, 1, 1));
        _checker.OnTold(change: 2, version: 1, won: true);
        Assert.NotNull(_checker.Check());
    }

    [Fact]
    public void An_older_version_than_was_known_before_is_caught()
    {
        Decide(new Cell(0, 1, 1));
        var told = _checker.OnReadBegins();
        _checker.OnRead(version: 0, told);
        Assert.NotNull(_checker.Check());
    }

    private void Decide(params Cell[] rows) => _checker.OnDecided(new VersionedTable<int, Cell>(_checker.Latest + 1, rows));
}
