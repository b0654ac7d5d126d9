using Actors.Clustering.Nodes;
using Actors.Engine.Tables;
using Actors.Paxos;

namespace Actors.Clustering.Membership;

/// <summary>
/// The versions of one cluster's membership table: version n is slot n of the log <c>membership/{cluster}</c>. Versions have no gaps, because n + 1 is
/// only ever proposed by who knows that n is decided. Nobody needs old ones, so every node forgets them once it has learned of enough later ones.
/// </summary>
internal sealed class TableVersions(string clusterId, PatientRegisters registers)
{
    /// <summary>How many versions a node's acceptor has after it has forgotten some.</summary>
    public const int KeptMin = 64;

    /// <summary>So many more may gather before it does so again.</summary>
    public const int KeptMax = 2 * KeptMin;

    private readonly Lock _lock = new();
    private MemberTable _known = MemberTable.Empty;
    private int _firstKept = 1;
    private volatile bool _abandoned;

    /// <summary>The latest version that this node knows. Others may have written later ones.</summary>
    public MemberTable Known => Volatile.Read(ref _known);

    /// <summary>From now on nothing is asked or told: what is known is the latest, and every change is taken, and lost.</summary>
    public void Abandon() => _abandoned = true;

    /// <summary>The register of a version.</summary>
    public RegisterKey Key(int version) => SlotOf(version).Key;

    /// <summary>A version that was the latest at some moment since the call: see <see cref="VersionSearch"/>.</summary>
    /// <exception cref="ClusteringException">No quorum answered in time.</exception>
    public async Task<MemberTable> LatestAsync(CancellationToken cancellationToken)
    {
        var latest = Known;
        if (_abandoned) return latest;
        var search = new VersionSearch(latest.Version);
        while (search.Next is { } version)
        {
            var winner = await registers.ReadAsync(Key(version), cancellationToken);
            if (winner == TrimmedSlot.Proposal)
            {
                search.OnTrimmed();
                continue;
            }
            search.OnRead(winner is not null);
            if (winner is not null) latest = Learn(winner, version);
        }
        await ForgetAsync();
        return latest;
    }

    /// <summary>Makes <paramref name="next"/> the version after the one it was derived from; false if another one is.</summary>
    /// <exception cref="ClusteringException">No quorum answered in time; it may become that version yet.</exception>
    public async Task<bool> TryAppendAsync(MemberTable next, CancellationToken cancellationToken)
    {
        if (_abandoned) return true;
        var proposal = new Proposal(ProposalId.New(), MemberTableCodec.Encode(next));
        var winner = await registers.ProposeAsync(Key(next.Version), proposal, cancellationToken);
        // The caller is so late that the version has been decided and forgotten since.
        if (winner == TrimmedSlot.Proposal) return false;
        Learn(winner, next.Version);
        await ForgetAsync();
        return winner == proposal;
    }

    private MemberTable Learn(Proposal winner, int version)
    {
        var table = MemberTableCodec.Decode(winner.Value, version);
        lock (_lock)
            if (version > _known.Version) _known = table;
        return table;
    }

    /// <summary>All that is forgotten is decided: this node knows a later version, and versions have no gaps.</summary>
    private Task ForgetAsync()
    {
        int first;
        lock (_lock)
        {
            if (_known.Version - _firstKept < KeptMax) return Task.CompletedTask;
            first = _firstKept = _known.Version - KeptMin + 1;
        }
        return registers.ForgetAsync(SlotOf(first));
    }

    private SlotKey SlotOf(int version) => new($"membership/{clusterId}", version);
}
