using Actors.Explorer.Rules.Paxos;
using Actors.Explorer.Worlds;

namespace Actors.Explorer.Steps;

/// <summary>Steps 6 and 7: the product's own rules.</summary>
internal static class PaxosSteps
{
    private const int VisitorsRounds = 9;
    private const string Anything = "Anything: messages may be lost, doubled or late; acceptors may crash and come back with what they had on disk.";
    private const string Bound =
        "one round for each side, every order of messages, every loss. An acceptor that crashes and comes back with its promises is only slow, so that is covered too.";

    private static readonly Faults All = new(Losses: 99, Copies: 9, Crashes: 9, Restarts: 9);

    public static readonly Step Rounds = new(
        6, "Rounds",
        "Vote in rounds, as many as it takes. A round is about one value only: that value, or still undecided.",
        "Whoever begins a round asks acceptors to promise that they will accept nothing older, and to tell what they have accepted. "
            + "Once more than half have promised, it asks them to accept one value: the newest one it was told of, or its own if there is none. "
            + "Any two majorities share an acceptor, so nothing that was ever chosen goes unnoticed. This is Paxos.",
        "It cannot disagree, and it may take for ever, but only if somebody arranges it. With a random pause after each lost round the undecided share "
            + "falls so fast that it hardly matters.",
        true,
        [
            new Scenario
            {
                Key = "safe", Name = "Make it disagree", Protocol = PaxosRounds.Classic(VisitorsRounds), Faults = All,
                SearchedProtocol = PaxosRounds.Classic(1), SearchedFaults = Faults.None, Bound = Bound,
                Hint = "Begin rounds, lose messages, crash acceptors: try to have Cancel and Ship both decided. 1C is round 1 of the customer; ≥ 1C is a promise to accept nothing older.",
                Weather = Anything,
            },
            new Scenario
            {
                Key = "duel", Name = "A duel", Protocol = PaxosRounds.Classic(VisitorsRounds), Faults = All, Script = (run, _) => DuelScript.Play(run), Breaks = VerdictKind.Endless,
                Hint = "Let each side's new round overtake the other's, just before the value is accepted. Nothing is lost and nobody crashes.",
                Weather = Anything,
            },
            new Scenario
            {
                Key = "forget", Name = "If acceptors forgot", Protocol = PaxosRounds.Forgetful(VisitorsRounds), Faults = All,
                Breaks = VerdictKind.Disagreement, SearchedProtocol = PaxosRounds.Forgetful(1, crashLate: true), SearchedFaults = new Faults(Crashes: 1, Restarts: 1),
                Bound = "one round for each side, one crash after a decision.",
                Hint = "The same rules, but promises are kept in memory only. One crash is enough.",
                Weather = "Acceptors may crash and come back empty: this is a mistake made on purpose.",
            },
        ]);

    public static readonly Step FastRound = new(
        7, "The fast round",
        "When nobody competes, asking for promises is a waste of time. A round before the first can do without.",
        "Everybody sends its value at once, and an acceptor takes the first that comes. If all three took the same one, it is chosen after one round trip. "
            + "If not, an ordinary round follows, and whoever begins it must count what it is told: "
            + "could the silent acceptor and those who report this value be all three?",
        "Two answers of three must be enough to see what the third may have done. With three of three needed for the fast round, one report of another value is proof that the fast round chose nothing.",
        true,
        [
            new Scenario
            {
                Key = "alone", Name = "Nobody competes", Protocol = PaxosRounds.Fast(VisitorsRounds, proposing: 1), Faults = All,
                SearchedProtocol = PaxosRounds.Fast(1, proposing: 1), SearchedFaults = Faults.None, Bound = Bound,
                Hint = "Three questions, three answers, decided. Lose one, and an ordinary round mends it.",
                Weather = Anything,
            },
            new Scenario
            {
                Key = "three", Name = "Three of three", Protocol = PaxosRounds.Fast(VisitorsRounds), Faults = All,
                SearchedProtocol = PaxosRounds.Fast(1, recovering: 1), SearchedFaults = Faults.None,
                Bound = "the fast round of both and one more of the customer, every order of messages, every loss.",
                Hint = "Both send at once. Watch what the one who goes on is told, and what it makes of it.",
                Weather = Anything,
            },
            new Scenario
            {
                Key = "two", Name = "If two were enough", Protocol = PaxosRounds.FastWithTwo(VisitorsRounds), Faults = All,
                Breaks = VerdictKind.KnowledgeLost, Telling = world => world.Told.Any(told => told is not null), SearchedProtocol = PaxosRounds.FastWithTwo(1), SearchedFaults = Faults.None,
                Bound = "the fast round and one more for each side.",
                Hint = "Let two of three decide the fast round, as they do in ordinary ones. Then look at it from where the other one stands.",
                Weather = "Anything. That two are enough is a mistake made on purpose.",
            },
        ]);
}
