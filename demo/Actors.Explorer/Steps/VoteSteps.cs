using Actors.Explorer.Rules;
using Actors.Explorer.Worlds;

namespace Actors.Explorer.Steps;

/// <summary>Steps 3 and 4: one round of voting, and what is done about ties.</summary>
internal static class VoteSteps
{
    private const string Calm = "Messages may be slow. None is lost, and nobody fails.";

    public static readonly Step Majority = new(
        3, "A majority vote",
        "Let several nodes hold the answer: each votes once, and more than half of the votes decide.",
        "A voter votes for whoever asks it first, never changes its mind, and tells both sides. There cannot be two values with more than half of the "
            + "votes each, so two decisions are impossible. The question is whether there will be one.",
        "A majority never contradicts itself. But a vote can be split, and an odd number of voters helps only until one of them is gone: "
            + "then those who wait can neither decide nor know that they wait in vain.",
        false,
        [
            new Scenario
            {
                Key = "four", Name = "Four voters", Protocol = new MajorityVote(4), Breaks = VerdictKind.Blocked,
                Hint = "Two voters hear the customer first, two the warehouse. What then?",
                Weather = Calm,
            },
            new Scenario
            {
                Key = "three", Name = "Three voters", Protocol = new MajorityVote(3),
                Hint = "Three votes cannot be split evenly. Try to keep it undecided.",
                Weather = Calm,
            },
            new Scenario
            {
                Key = "fails", Name = "Three voters, one fails", Protocol = new MajorityVote(3), Faults = new Faults(Crashes: 1), Breaks = VerdictKind.Blocked,
                Hint = "Three minus one is two, and two is even.",
                Weather = "One voter may crash, and stays down.",
            },
        ]);

    public static readonly Step TieBreakers = new(
        4, "Breaking the tie",
        "Four voters, and at two against two one of them, the chair, has the last word.",
        "More than half of the votes decide, and so does half of them with the chair's among them. Now every vote has an outcome, once the chair has voted. "
            + "And if the chair is slow? Either everybody waits for it, or somebody goes on without it.",
        "Slow and gone look the same. Who waits may wait for ever; who does not wait may decide against somebody who did hear the answer.",
        false,
        [
            new Scenario
            {
                Key = "wait", Name = "Wait for the chair", Protocol = new MajorityVote(4, TieBreak.WaitForChair), Faults = new Faults(Crashes: 1),
                Breaks = VerdictKind.Blocked,
                Hint = "Let the other three disagree, and take the chair away.",
                Weather = "The chair may crash, and stays down.",
            },
            new Scenario
            {
                Key = "go", Name = "Go on without it", Protocol = new MajorityVote(4, TieBreak.GoOnWithoutChair), Breaks = VerdictKind.Disagreement,
                Hint = "The chair is well, only slow. One side stops waiting for it, the other hears it in time.",
                Weather = Calm,
            },
        ]);
}
