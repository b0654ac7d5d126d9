using Actors.Clustering.Nodes;
using Actors.Engine.Tables;
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
    private volatile bool _abandoned;

    /// <summary>The latest version that this node knows. Others may have written later ones.</summary>
    public MemberTable Known => Volatile.Read(ref _known);

    /// <summary>From now on nothing is asked or told: what is known is the latest, and every change is taken, and lost.</summary>
    public void Abandon() => _abandoned = true;

    /// <summary>A version that was the latest at some moment since the call: see <see cref="VersionSearch"/>.</summary>
    /// <exception cref="ClusteringException">No quorum answered in time.</exception>
    public async Task<MemberTable> LatestAsync(CancellationToken cancellationToken)
    {
        var latest = Known;
        if (_abandoned) return latest;
        var search = new VersionSearch(latest.Version);
        while (search.Next is { } version)
        {
            var table = await ReadAsync(version, cancellationToken);
            search.OnRead(table is not null);
            latest = table ?? latest;
        }
        return latest;
    }

    /// <summary>Makes <paramref name="next"/> the version after the one it was derived from; false if another one is.</summary>
    /// <exception cref="ClusteringException">No quorum answered in time; it may become that version yet.</exception>
    public async Task<bool> TryAppendAsync(MemberTable next, CancellationToken cancellationToken)
    {
        if (_abandoned) return true;
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
