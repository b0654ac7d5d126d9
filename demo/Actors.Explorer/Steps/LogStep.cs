using Actors.Explorer.Rules;
using Actors.Explorer.Worlds;

namespace Actors.Explorer.Steps;

/// <summary>Step 8: from values that never change to ones that do.</summary>
internal static class LogStep
{
    public static readonly Step Value = new(
        8, "From one register to a log",
        "A register never changes. A row of registers can hold the history of something that does.",
        "Two replicas keep a number, 1 at first. One writer wants to add 3, the other to double it, and the two give different numbers in different orders. "
            + "So the order itself must be agreed on: entry 1 of the log is a register, entry 2 is another, and every replica applies them in turn.",
        "Agree on one value, and you can agree on the next. That is all that a replicated database needs.",
        true,
        [
            new Scenario
            {
                Key = "arrival", Name = "As they arrive", Protocol = new ArrivalOrder(), Values = Arithmetic.Results, Breaks = VerdictKind.Disagreement,
                Hint = "Both replicas get both commands. Nothing is lost. Is that enough?",
                Weather = "Messages may be slow. None is lost, and nobody fails.",
            },
            new Scenario
            {
                Key = "log", Name = "A log of registers", Protocol = new SlottedLog(), Values = Arithmetic.Results,
                Hint = "Whoever finds an entry taken goes on to the next. The replicas may lag, but they never differ.",
                Weather = "Everybody is as slow as you like.",
            },
        ]);
}
