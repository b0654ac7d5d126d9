using Actors.Bench.Recovery;

namespace Actors.Bench.Tests;

public sealed class RecoveryTableTests
{
    [Theory]
    [InlineData(10, 10, "yes", "yes")]
    [InlineData(10.1, 10, "no", "yes")]
    [InlineData(1, 11, "yes", "no")]
    public void Both_ways_must_keep_to_the_target(double snapshot, double log, string fromSnapshot, string fromLog)
    {
        var rows = RecoveryTable.Rows(new RecoveryResult(1_000_000, snapshot, 900, log, 3900));
        Assert.Equal([fromSnapshot, fromLog], rows.Select(row => row[^1]));
        Assert.Equal(["1,000,000 commands, from a snapshot", "900"], rows[0][..2]);
    }
}
