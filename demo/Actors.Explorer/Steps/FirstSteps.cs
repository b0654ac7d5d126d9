using Actors.Explorer.Rules;
using Actors.Explorer.Worlds;

namespace Actors.Explorer.Steps;

/// <summary>Steps 1 and 2: one memory, and one node.</summary>
internal static class FirstSteps
{
    private static readonly Coordinator Bully = new();

    public static readonly Step Variable = new(
        1, "One variable",
        "A customer cancels an order at the very moment the warehouse ships it. One variable should settle which it was.",
        "The variable starts empty and keeps the first value that anybody gives it. Whoever comes later learns what it holds. "
            + "One thread gets this right without trying; two threads do not.",
        "A lock makes looking and writing one instant. But a lock lives in one memory, and two machines have two.",
        false,
        [
            new Scenario
            {
                Key = "one", Name = "One thread", Protocol = SharedVariable.OneThread(),
                Hint = "One thread handles both requests, one after the other. Let it take its steps.",
                Weather = "Nothing can go wrong here.",
            },
            new Scenario
            {
                Key = "two", Name = "Two threads, no lock", Protocol = SharedVariable.TwoThreads(locked: false), Breaks = VerdictKind.Disagreement,
                Hint = "Each thread looks whether the variable is empty, and then writes. Can you make both of them win?",
                Weather = "No thread fails. You only choose whose turn it is.",
            },
            new Scenario
            {
                Key = "lock", Name = "Two threads, a lock", Protocol = SharedVariable.TwoThreads(locked: true),
                Hint = "Now nobody looks without holding the lock. Try to make both win again.",
                Weather = "No thread fails. You only choose whose turn it is.",
            },
        ]);

    public static readonly Step Coordinator = new(
        2, "One node in charge",
        "Several machines, no shared memory: so one of them keeps the variable, and the others ask it.",
        "Everybody knows the names of all nodes and takes the greatest, the bully rule: no election is needed to agree that n3 is the coordinator. "
            + "It keeps the variable in its memory and answers whoever asks. This is right for as long as n3 runs.",
        "What only one node knows dies with that node. More than one must know, and then they must agree.",
        false,
        [
            new Scenario
            {
                Key = "calm", Name = "Nobody fails", Protocol = Bully,
                Hint = "Let the questions and answers arrive in any order you like.",
                Weather = "Messages may be slow. None is lost, and nobody fails.",
            },
            new Scenario
            {
                Key = "crash", Name = "n3 crashes", Protocol = Bully, Faults = new Faults(Losses: 1, Crashes: 1), Breaks = VerdictKind.KnowledgeLost,
                Telling = Bully.HasLostDecision,
                Hint = "Crash the coordinator at the worst moment: when it has decided, and nobody has heard.",
                Weather = "n3 may crash, and one message may be lost.",
            },
            new Scenario
            {
                Key = "back", Name = "n3 comes back", Protocol = Bully, Faults = new Faults(Crashes: 1, Restarts: 1), Breaks = VerdictKind.Disagreement,
                Hint = "It had the variable in memory. After a restart it is empty again, and somebody may still ask.",
                Weather = "n3 may crash and come back.",
            },
        ]);
}
