using System.Diagnostics;
using Actors.Explorer.Steps;
namespace Actors.Explorer.Tests;
public class ProbeTests(ITestOutputHelper output)
{
    [Fact]
    public void Probe()
    {
        foreach (var step in Ladder.Steps)
            foreach (var scenario in step.Scenarios)
            {
                var t = Stopwatch.GetTimestamp();
                var r = scenario.Report;
                output.WriteLine($"{step.Number}/{scenario.Key}: {r.States} states {r.Steps} steps {r.IsComplete} {r.Schedules:E3} schedules longest {r.LongestSchedule}, breaks after {r.BreaksAfter} of {r.Breaking?.Count}; {Stopwatch.GetElapsedTime(t).TotalMilliseconds:F0} ms; mem {GC.GetTotalMemory(false)/1e6:F0} MB {(step.Number == 5 ? scenario.Card : "")}");
                if (r.Breaking is null) { if (scenario.Breaks is not null) output.WriteLine("  NOT BROKEN"); continue; }
                var run = scenario.Replay(r.Breaking);
                if (step.Number >= 5 && scenario.Key != "duel") foreach (var h in run.Happenings.Take(40)) output.WriteLine($"   {h.Text}");
                output.WriteLine($"   => {scenario.Judge(run.Now)} ({run.Moves.Count})");
            }
    }
}
