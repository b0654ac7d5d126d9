using Actors.Bench.Growth;

namespace Actors.Bench.Tests;

public sealed class GrowthTableTests
{
    private static readonly GrowthResult Within = new(10_000_000, EmptyOpsS: 10_000, OpsS: 8000, StartS: 15, MemoryMiB: 1024, BytesPerRegister: 184);

    [Fact]
    public void All_targets_are_reached_at_their_bounds() => Assert.DoesNotContain("no", Verdicts(Within));

    [Fact]
    public void Each_is_missed_beyond_its_own()
    {
        GrowthResult[] beyond = [Within with { OpsS = 7999 }, Within with { StartS = 15.1 }, Within with { MemoryMiB = 1025 }, Within with { BytesPerRegister = 185 }];
        foreach (var (result, index) in beyond.Select((result, index) => (result, index)))
        {
            var verdicts = Verdicts(result).Skip(1).ToList();
            Assert.Equal("no", verdicts[index]);
            Assert.Single(verdicts, "no");
        }
    }

    private static IEnumerable<string> Verdicts(GrowthResult result) => GrowthTable.Rows(result).Select(row => row[^1]);
}
