using Actors.Explorer.Steps;
using Actors.Explorer.Worlds;

namespace Actors.Explorer.Tests;

/// <summary>What ships with the explorer is what its searches find.</summary>
public sealed class KnownReportsTests
{
    public static TheoryData<int, string> All => [.. Ladder.Steps.SelectMany(step => step.Scenarios.Select(scenario => (step.Number, scenario.Key)))];

    [Theory]
    [MemberData(nameof(All))]
    public void A_search_finds_what_the_file_says(int step, string key)
    {
        var scenario = Play.Scenario(step, key);
        var found = scenario.Search(TestContext.Current.CancellationToken);
        Assert.True(KnownReports.Names.Contains(KnownReports.NameOf(scenario)) && found.IsSameAs(scenario.Report), $"reports.json should say:\n{KnownReports.Line(scenario, found)}");
    }

    [Fact]
    public void The_file_says_nothing_of_other_worlds() => Assert.Equal(
        Ladder.Steps.SelectMany(step => step.Scenarios).Select(KnownReports.NameOf).Order(StringComparer.Ordinal), KnownReports.Names.Order(StringComparer.Ordinal));

    [Fact]
    public void Reports_that_differ_in_anything_are_not_the_same()
    {
        var report = Play.Scenario(5, "three").Report;
        Assert.True(report.IsSameAs(report with { Breaking = [.. report.Breaking!] }));
        Assert.False(report.IsSameAs(report with { Breaking = [.. report.Breaking!, new Move(MoveKind.Act, 0)] }));
        Assert.False(report.IsSameAs(report with { Breaking = null }));
        Assert.False(report.IsSameAs(report with { States = report.States + 1 }));
        Assert.False(report.IsSameAs(report with { Card = null }));
    }

    [Fact]
    public void A_search_that_nobody_waits_for_any_more_ends()
    {
        var ended = new CancellationToken(canceled: true);
        foreach (var scenario in Ladder.Steps.SelectMany(step => step.Scenarios).Where(scenario => scenario.IsSearched))
            Assert.Throws<OperationCanceledException>(() => scenario.Search(ended));
    }
}
