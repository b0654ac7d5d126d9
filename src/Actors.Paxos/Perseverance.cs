namespace Actors.Paxos;

/// <summary>
/// How long and how often a caller tries: a call that was lost with its node, or met one that finds no quorum, is repeated through another node, and one
/// whose node is late is sent through a second one as well, inside one deadline and under the same proposal id. One for each call; what time it is the
/// caller says.
/// </summary>
/// <param name="limit">How long the call may take in all.</param>
public sealed class Perseverance(TimeSpan limit)
{
    /// <summary>How long one attempt may take: longer than a node needs to find that there is no quorum. A call to a node that was killed meanwhile may
    /// never end by itself.</summary>
    public static readonly TimeSpan AttemptMax = TimeSpan.FromSeconds(3);

    /// <summary>Most calls that are lost are lost at once; without a pause a cluster that is down would be asked in a tight loop.</summary>
    public static readonly TimeSpan PauseAfterLoss = TimeSpan.FromMilliseconds(20);

    /// <summary>No attempt is late before this: far more than a round trip and a synced write take, far less than anybody notices.</summary>
    public static readonly TimeSpan LateMin = TimeSpan.FromMilliseconds(40);

    /// <summary>
    /// A node that is cut off from the others finds no quorum while they have one, so others are asked before the caller is told.
    /// </summary>
    private const int NoQuorumMax = 3;

    private int _underWay = 1;
    private int _noQuorum;
    private bool _isHedged, _isOver;

    /// <summary>How long the next attempt may take; null when time is over and the outcome remains unknown.</summary>
    /// <param name="elapsed">Since the call began.</param>
    public TimeSpan? NextAttempt(TimeSpan elapsed) =>
        limit - elapsed is var left && left <= TimeSpan.Zero ? null : left < AttemptMax ? left : AttemptMax;

    /// <summary>
    /// An attempt is late: whether a second one begins through another node while it goes on. Once, so that a slow cluster is not asked ever more often.
    /// </summary>
    public bool TryHedge()
    {
        if (_isHedged || _isOver) return false;
        _underWay++;
        return _isHedged = true;
    }

    /// <summary>An attempt has ended.</summary>
    /// <param name="outcome">What with; null if it was lost, and nobody knows whether it arrived.</param>
    public NextStep End(Outcome? outcome)
    {
        _underWay--;
        if (_isOver) return NextStep.Nothing;
        if (outcome is not null && (outcome.Kind != OutcomeKind.NoQuorum || ++_noQuorum == NoQuorumMax))
        {
            _isOver = true;
            return NextStep.Tell;
        }
        if (_underWay > 0) return NextStep.Nothing;
        _underWay = 1;
        _isHedged = false;
        return NextStep.AskAgain;
    }

    /// <summary>What is to be done after an attempt.</summary>
    public enum NextStep
    {
        /// <summary>The caller was told already, or another attempt is under way.</summary>
        Nothing,

        /// <summary>The caller is told what the attempt ended with.</summary>
        Tell,

        /// <summary>Another node is asked: this is the next attempt.</summary>
        AskAgain,
    }
}
