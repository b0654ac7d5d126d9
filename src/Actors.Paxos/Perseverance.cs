namespace Actors.Paxos;

/// <summary>
/// How long a caller tries: a call that was lost with its node, or met one that finds no quorum, is repeated through another node, inside one deadline
/// and under the same proposal id. One for each call; what time it is the caller says.
/// </summary>
/// <param name="limit">How long the call may take in all.</param>
public sealed class Perseverance(TimeSpan limit)
{
    /// <summary>How long one attempt may take: longer than a node needs to find that there is no quorum. A call to a node that was killed meanwhile may
    /// never end by itself.</summary>
    public static readonly TimeSpan AttemptMax = TimeSpan.FromSeconds(3);

    /// <summary>Most calls that are lost are lost at once; without a pause a cluster that is down would be asked in a tight loop.</summary>
    public static readonly TimeSpan PauseAfterLoss = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// A node that is cut off from the others finds no quorum while they have one, so others are asked before the caller is told.
    /// </summary>
    private const int NoQuorumMax = 3;

    private int _noQuorum;

    /// <summary>How long the next attempt may take; null when time is over and the outcome remains unknown.</summary>
    /// <param name="elapsed">Since the call began.</param>
    public TimeSpan? NextAttempt(TimeSpan elapsed) =>
        limit - elapsed is var left && left <= TimeSpan.Zero ? null : left < AttemptMax ? left : AttemptMax;

    /// <summary>Whether the caller is told what an attempt ended with; if not, another node is asked at once.</summary>
    public bool IsFinal(Outcome outcome) => outcome.Kind != OutcomeKind.NoQuorum || ++_noQuorum == NoQuorumMax;
}
