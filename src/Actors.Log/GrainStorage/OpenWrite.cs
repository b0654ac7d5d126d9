using Actors.Paxos;

namespace Actors.Log.GrainStorage;

/// <summary>
/// What one activation has proposed for a version, until it knows what that version is. Should a write of unknown outcome turn out to have won, its next
/// attempt finds its own version there and not another activation's.
/// </summary>
/// <param name="etag">What the activation had read. What it reads later has nothing to do with what it wanted to write.</param>
/// <param name="version">The version that is open.</param>
internal sealed class OpenWrite(string? etag, long version)
{
    // Grains may interleave their calls.
    private readonly Lock _lock = new();
    private readonly HashSet<ProposalId> _own = [];

    public string? ETag => etag;

    public long Version => version;

    /// <summary>A proposal that only this activation makes: remembered before it is sent, for from then on it may win.</summary>
    public Proposal Propose(RegisterValue record)
    {
        var own = new Proposal(ProposalId.New(), record);
        lock (_lock) _own.Add(own.Id);
        return own;
    }

    public bool IsOwn(Proposal winner)
    {
        lock (_lock) return _own.Contains(winner.Id);
    }
}
