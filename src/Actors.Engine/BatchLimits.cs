namespace Actors.Engine;

/// <summary>
/// How much may travel to one node together. Bytes begin at a quarter of the most, and are halved when a batch is slow or lost and doubled when a large one is quick: many proposers
/// may share a link, and none of them may fill it for longer than a message may take.
/// </summary>
internal sealed class BatchLimits(ProposerOptions options)
{
    /// <summary>
    /// A batch has a price of its own: fewer proposals for the fast round than these wait for the one under way and travel together then. Nothing else does: a
    /// classic round is there because something was late, perhaps that very batch.
    /// </summary>
    private const int WorthAnother = 64;

    private const int Steps = 4;

    private int _bytesMax = Math.Max(1, options.BatchBytesMax / Steps);
    private int _countMax = options.BatchSizeMax;

    /// <summary>Whether a batch of these has room for one more message. The first one always has.</summary>
    public bool Admit(int count, int bytes, int more) => count == 0 || (count < _countMax && bytes + more <= _bytesMax);

    /// <summary>Whether so much must not wait for the batch under way.</summary>
    public bool AreWorthAnother(int count, long bytes) => count >= Math.Min(WorthAnother, _countMax) || bytes >= _bytesMax;

    /// <param name="batch">What was sent.</param>
    /// <param name="replies">How many of its messages were answered: the answer had no room for more.</param>
    /// <param name="now">When the answer came.</param>
    public void OnAnswer(Batch batch, int replies, TimeSpan now)
    {
        if (now - batch.SentAt > options.PatienceMax) Halve();
        else if (batch.Bytes > _bytesMax / 2) _bytesMax = Math.Min(2 * _bytesMax, options.BatchBytesMax);
        if (replies < batch.Envelopes.Length) _countMax = replies;
        else if (replies >= _countMax) _countMax = Math.Min(2 * _countMax, options.BatchSizeMax);
    }

    /// <summary>A batch was slow, or is lost.</summary>
    public void Halve() => _bytesMax = Math.Max(_bytesMax / 2, Math.Max(1, options.BatchBytesMax / Steps / Steps));
}
