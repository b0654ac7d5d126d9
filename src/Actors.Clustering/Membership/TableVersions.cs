using Actors.Clustering.Nodes;
using Actors.Paxos;

namespace Actors.Clustering.Membership;

/// <summary>
/// The versions of one cluster's membership table: version n is the value of the register <c>membership/{cluster}/{n}</c>. Versions have no
/// gaps, because n + 1 is only ever proposed by who knows that n is decided.
/// </summary>
internal sealed class TableVersions(string clusterId, PatientRegisters registers)
{
    private readonly Lock _lock = new();
    private MemberTable _known = MemberTable.Empty;

    /// <summary>The latest version that this node knows. Others may have written later ones.</summary>
    public MemberTable Known => Volatile.Read(ref _known);

    /// <summary>A version that was the latest at some moment since the call. One register is read if nothing is new.</summary>
    /// <remarks>
    /// Gallops from the latest known version, then bisects: a node that knows nothing reads about 2 log2(n) registers. The result was the latest
    /// at the later of two moments: when its successor was seen undecided, and when it was decided itself.
    /// </remarks>
    /// <exception cref="ClusteringException">No quorum answered in time.</exception>
    public async Task<MemberTable> LatestAsync(CancellationToken cancellationToken)
    {
        var (latest, step) = (Known, 1);
        int undecided;
        while (await ReadAsync(undecided = latest.Version + step, cancellationToken) is { } later) (latest, step) = (later, step * 2);
        while (undecided - latest.Version > 1)
        {
            var middle = latest.Version + (undecided - latest.Version) / 2;
            if (await ReadAsync(middle, cancellationToken) is { } later) latest = later;
            else undecided = middle;
        }
        return latest;
    }

    /// <summary>Makes <paramref name="next"/> the version after the one it was derived from; false if another one is.</summary>
    /// <exception cref="ClusteringException">No quorum answered in time; it may become that version yet.</exception>
    public async Task<bool> TryAppendAsync(MemberTable next, CancellationToken cancellationToken)
    {
        var proposal = new Proposal(ProposalId.New(), MemberTableCodec.Encode(next));
        var winner = await registers.ProposeAsync(Key(next.Version), proposal, cancellationToken);
        Learn(winner, next.Version);
        return winner == proposal;
    }

    private async Task<MemberTable?> ReadAsync(int version, CancellationToken cancellationToken) =>
        await registers.ReadAsync(Key(version), cancellationToken) is { } winner ? Learn(winner, version) : null;

    private MemberTable Learn(Proposal winner, int version)
    {
        var table = MemberTableCodec.Decode(winner.Value, version);
        lock (_lock)
            if (version > _known.Version) _known = table;
        return table;
    }

    private RegisterKey Key(int version) => new($"membership/{clusterId}/{version}");
}
