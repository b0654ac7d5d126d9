using Actors.Simulation.Worlds;

namespace Actors.Simulation.Sabotages;

/// <summary>A mistake with a name, made only in the simulation, which the checkers must catch.</summary>
/// <param name="Name">As the command line has it.</param>
/// <param name="Mistake">What is done wrong.</param>
/// <param name="Make">Makes the boundary of one world.</param>
internal sealed record Sabotage(string Name, string Mistake, Func<Boundary> Make)
{
    public static readonly IReadOnlyList<Sabotage> All =
    [
        new("forget-promise", "forget the promise at restart", () => new ForgetPromise()),
        new("accept-any-ballot", "accept without comparing ballots", () => new AcceptAnyBallot()),
        new("accept-without-promising", "accept without raising the promise", () => new AcceptWithoutPromising()),
        new("accept-fast-after-promise", "accept a fast proposal after a promise", () => new AcceptFastAfterPromise()),
        new("answer-before-write", "answer before the write is durable", () => new AnswerBeforeWrite()),
        new("answer-though-write-failed", "answer though the write failed", () => new AnswerThoughWriteFailed()),
        new("vote-with-foreign-store", "vote with whatever store is there: the gate is not there", () => new VoteWithForeignStore()),
        new("ignore-store-sequence", "vote with a store that is behind what others have seen of it", () => new IgnoreStoreSequence()),
        new("keep-own-marks", "tell no other node, with what is sent, how far stores are known to have come", () => new KeepOwnMarks()),
        new("keep-boot", "try a start that was not shown again under the same boot id", () => new KeepBoot()),
        new("vote-before-open", "vote when a start is shown, before it is opened", () => new VoteBeforeOpen()),
        new("forget-stop", "start without looking at what was recorded when nodes stopped", () => new ForgetStop()),
        new("accept-any-store", "vote with whatever store is there in place of one that was added later", () => new AcceptAnyStore()),
        new("vote-before-bound", "vote with a store that was added later before it is bound", () => new VoteBeforeBound()),
        new("two-node-lists", "work with another node list than the others", () => new TwoNodeLists()),
        new("forget-floor", "delete the slots of a log that is trimmed, and forget that", () => new ForgetFloor()),
        new("delete-before-floor", "delete the slots before it is noted that they are forgotten", () => new DeleteBeforeFloor()),
        new("recover-past-hole", "recover what stands in a log after a write that a power loss left out", () => new RecoverPastHole()),
        new("count-suspect-as-answered", "count a suspected node as having answered", () => new CountSuspectAsAnswered()),
        new("repeat-under-a-new-id", "repeat a call that was not answered as a new proposal", () => new RepeatUnderANewId()),
        new("skip-a-version", "propose the table version after the next one", () => new SkipAVersion()),
        new("forget-latest-version", "forget the latest table version with those before it", () => new ForgetTooManyVersions(1)),
        new("forget-open-version", "forget a table version that is not decided", () => new ForgetTooManyVersions(2)),
        new("forget-version-floor", "take a table version that was forgotten for an open one", () => new ForgetVersionFloor()),
        new("forgotten-is-undecided", "stop looking for the latest table version at a forgotten one", () => new ForgottenIsUndecided()),
        new("forgotten-is-lost", "tell that a change is not in a table version that was forgotten", () => new ForgottenIsLost()),
        new("stale-rows", "write the next table version from older rows", () => new StaleRows()),
        new("small-fast-quorum", "fast quorum too small", () => new SmallFastQuorum()),
        new("small-classic-quorum", "classic quorum too small", () => new SmallClassicQuorum()),
        new("propose-own-value", "propose one's own value after promises that held another", () => new ProposeOwnValue()),
        new("take-lowest-ballot", "take the lowest instead of the highest ballot", () => new TakeLowestBallot()),
        new("miscount-fast-votes", "miscount the fast votes", () => new MiscountFastVotes()),
        new("reuse-incarnation", "reuse a ballot after a restart", () => new ReuseIncarnation()),
        new("one-name-for-all-clients", "give all clients the same name", () => new OneNameForAllClients()),
        new("one-ballot-for-two-attempts", "use one ballot for two attempts", () => new OneBallotForTwoAttempts()),
        new("raise-round-before-accept", "raise the round between prepare and accept", () => new RaiseRoundBeforeAccept()),
        new("match-replies-by-round", "match replies by round only", () => new MatchRepliesByRound()),
        new("read-minority", "read from a minority", () => new ReadMinority()),
        new("join-sent-reads", "join a read that has been sent already", () => new JoinSentReads()),
        new("queue-is-no-quorum", "tell a call that still waits in a queue at its deadline that there is no quorum", () => new QueueIsNoQuorum()),
        new("unbounded-batches", "send all that waits for a node together, however many bytes that is", () => new UnboundedBatches()),
        new("won-by-value", "report \"won\" by comparing values instead of proposal ids", () => new WonByValue()),
        new("empty-is-nothing", "treat an empty value as no value", () => new EmptyIsNothing()),
    ];

    /// <summary>The one with this name, null if there is none.</summary>
    public static Sabotage? Find(string name) => All.FirstOrDefault(sabotage => sabotage.Name == name);
}
