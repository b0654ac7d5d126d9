using Actors.Paxos;

namespace Actors.Engine;

/// <summary>The ids of the proposers of one node in one start, or of one client: never one twice, whichever of its engines asks. Thread-safe.</summary>
public sealed class ProposerIds
{
    private const long FirstSequenceMax = 1L << 48;

    private readonly string _node;
    private readonly long _incarnation;
    private long _sequence;

    /// <param name="node">The node, or a name that is no node's and that no other client has, or had.</param>
    /// <param name="incarnation">1 or more, raised durably before: no earlier start of this name may have had it.</param>
    /// <param name="random">For the number of the first one.</param>
    public ProposerIds(string node, long incarnation, Random random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(incarnation, 1);
        (_node, _incarnation) = (node, incarnation);
        // The incarnation is as forgetful as the disk that it is on. A node whose disk was lost or put back may not vote, but it proposes.
        _sequence = random.NextInt64(FirstSequenceMax);
    }

    /// <summary>One that was never given before.</summary>
    public ProposerId Next() => new(_node, _incarnation, Interlocked.Increment(ref _sequence));
}
