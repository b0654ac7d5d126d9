using Actors.Explorer.Rules;
using Actors.Explorer.Worlds;

namespace Actors.Explorer.Steps;

/// <summary>Step 5: why none of the rules so far could have worked.</summary>
internal static class FlpStep
{
    private const string Weather = "One node may crash. No message is lost, and each is as slow as you like.";

    public static readonly Step Value = new(
        5, "Three bad cards",
        "It was not bad luck. Every rule that must decide draws one of three bad cards (Fischer, Lynch and Paterson, 1985).",
        "At first both outcomes are open. At last only one is. Somewhere between is the step that settles it, and each rule has trouble just there: "
            + "it may never come to such a step; or it has one, and the node that must take it may be gone; or it has two, and both may be taken.",
        "No rule can promise to decide. So the way out is a rule that never promises it: one that is allowed to stay undecided for another round, "
            + "and is right whenever it does decide.",
        false,
        [
            Rule("four", "Four voters", new MajorityVote(4)),
            Rule("three", "Three voters", new MajorityVote(3)),
            Rule("coordinator", "A coordinator", new Coordinator()),
            Rule("wait", "Wait for the chair", new MajorityVote(4, TieBreak.WaitForChair)),
            Rule("go", "Go on without it", new MajorityVote(4, TieBreak.GoOnWithoutChair)),
        ]);

    private static Scenario Rule(string key, string name, Protocol protocol) => new()
    {
        Key = key, Name = name, Protocol = protocol, Faults = new Faults(Crashes: 1), Weather = Weather, ShowsValence = true, Script = FlpScript.Play,
        Hint = "Every move says what it leaves open. The adversary chooses the order of messages and keeps both outcomes open for as long as it can.",
    };
}
