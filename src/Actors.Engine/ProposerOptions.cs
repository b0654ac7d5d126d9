namespace Actors.Engine;

/// <summary>How a node proposes. The defaults suit a cluster in one data centre.</summary>
public sealed class ProposerOptions
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1), Day = TimeSpan.FromDays(1);

    /// <summary>
    /// How long a call tries before it ends with "no quorum" if fewer acceptors than a classic quorum have answered it, or anything else in as much time: what
    /// still queues for nodes that answer is late, and no sign that they are gone. Between 50 ms and 1 minute, and no longer than the time that calls have. Default: 2 s.
    /// </summary>
    public TimeSpan NoQuorumAfter { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// The least and greatest time to wait for a quorum before a classic round is begun. Between the two it follows the measured round
    /// trips (mean + 4 deviations, as RFC 6298 does for TCP); where a quorum answers but takes longer, up to 4 times the greatest. At most 1 hour.
    /// Default: 10 ms and 500 ms.
    /// </summary>
    public TimeSpan PatienceMin { get; set; } = TimeSpan.FromMilliseconds(10);

    /// <inheritdoc cref="PatienceMin"/>
    public TimeSpan PatienceMax { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>
    /// How long an acceptor may leave a batch unanswered, beyond 4 times the usual and the time that its bytes travel on a slow link, before it is suspected and
    /// skipped. At most 1 hour. Default: 100 ms.
    /// </summary>
    public TimeSpan SuspectAfter { get; set; } = TimeSpan.FromMilliseconds(100);

    /// <summary>How often a suspected acceptor is tried again. At most 1 hour. Default: 250 ms.</summary>
    public TimeSpan ProbeInterval { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest time between two looks at a register that somebody waits for, in case the hint that it is decided was lost. At most 1 day.
    /// Default: 10 s.</summary>
    public TimeSpan WaitProbeMax { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>The most messages in one batch, 1 to 4096. Default: 512.</summary>
    public int BatchSizeMax { get; set; } = 512;

    /// <summary>
    /// About the most bytes in one batch, 1 byte to 16 MiB; a single message is sent whatever its size. Default: 1 MiB, which a link of 100 Mbit/s carries in
    /// a tenth of a second.
    /// </summary>
    public int BatchBytesMax { get; set; } = 1024 * 1024;

    /// <summary>
    /// The most batches under way to one acceptor, 1 to 16; another one is sent when it has 64 proposals, is full, or is for a classic round. Default: 2, so
    /// that one travels while another is being stored.
    /// </summary>
    public int BatchesUnderWayMax { get; set; } = 2;

    /// <summary>What is wrong with these options for calls that try for so long, null if nothing is.</summary>
    /// <param name="operationTimeout">A call with less time than <see cref="NoQuorumAfter"/> can never tell that there is no quorum.</param>
    public string? Problem(TimeSpan operationTimeout) =>
        Problem() ?? (operationTimeout >= NoQuorumAfter ? null
            : $"OperationTimeout must be at least Proposer.{nameof(NoQuorumAfter)}, {NoQuorumAfter}: a call with less time can never end with \"no quorum\". "
                + $"It is {operationTimeout}.");

    /// <summary>What is wrong with these options, null if nothing is.</summary>
    public string? Problem() =>
        NoQuorumAfter < TimeSpan.FromMilliseconds(50) || NoQuorumAfter > TimeSpan.FromMinutes(1) ? $"{nameof(NoQuorumAfter)} must be between 50 ms and 1 minute; it is {NoQuorumAfter}."
        : PatienceMin <= TimeSpan.Zero || PatienceMin > PatienceMax ? $"{nameof(PatienceMin)} must be positive and not above {nameof(PatienceMax)}; they are {PatienceMin} and {PatienceMax}."
        : PatienceMax > Hour ? $"{nameof(PatienceMax)} must be at most 1 hour; it is {PatienceMax}."
        : SuspectAfter <= TimeSpan.Zero || SuspectAfter > Hour ? $"{nameof(SuspectAfter)} must be positive and at most 1 hour; it is {SuspectAfter}."
        : ProbeInterval <= TimeSpan.Zero || ProbeInterval > Hour ? $"{nameof(ProbeInterval)} must be positive and at most 1 hour; it is {ProbeInterval}."
        : WaitProbeMax <= TimeSpan.Zero || WaitProbeMax > Day ? $"{nameof(WaitProbeMax)} must be positive and at most 1 day; it is {WaitProbeMax}."
        : BatchSizeMax is < 1 or > 4096 ? $"{nameof(BatchSizeMax)} must be between 1 and 4096; it is {BatchSizeMax}."
        : BatchBytesMax is < 1 or > 16 * 1024 * 1024 ? $"{nameof(BatchBytesMax)} must be between 1 and 16777216; it is {BatchBytesMax}."
        : BatchesUnderWayMax is < 1 or > 16 ? $"{nameof(BatchesUnderWayMax)} must be between 1 and 16; it is {BatchesUnderWayMax}."
        : null;
}
