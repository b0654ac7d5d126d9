using Actors.Clustering.Nodes;
using Actors.Engine.Tables;
using Actors.Paxos;

namespace Actors.Clustering.Membership;

/// <summary>
/// The versions of one cluster's membership table: version n is slot n of the log <c>membership/{cluster}</c>. Versions have no gaps, because n + 1 is
/// only ever proposed by who knows that n is decided. What is learned, and what is forgotten, is the <see cref="VersionLog{TTable}"/>'s to say.
/// </summary>
internal sealed class TableVersions(string clusterId, PatientRegisters registers)
{
    /// <summary>How many versions a node's acceptor has after it has forgotten some.</summary>
    public const int KeptMin = 64;

    /// <summary>So many may gather before it does so again.</summary>
    public const int KeptMax = 2 * KeptMin;

    private readonly Lock _lock = new();
    private readonly VersionLog<MemberTable> _log = new(KeySpace.MembershipLog(clusterId), MemberTable.Empty, MemberTableCodec.Decode, KeptMin, KeptMax);
    private volatile bool _abandoned;

    /// <summary>The latest version that this node knows. Others may have written later ones.</summary>
    public MemberTable Known
    {
        get
        {
            lock (_lock) return _log.Known;
        }
    }

    /// <summary>From now on nothing is asked or told: what is known is the latest, and every change is taken, and lost.</summary>
    public void Abandon() => _abandoned = true;

    /// <summary>The register of a version.</summary>
    public RegisterKey Key(int version) => _log.SlotOf(version).Key;

    /// <summary>A version that was the latest at some moment since the call: see <see cref="VersionSearch"/>.</summary>
    /// <exception cref="ClusteringException">No quorum answered in time.</exception>
    public Task<MemberTable> LatestAsync(CancellationToken cancellationToken) => LatestAsync(registers, cancellationToken);

    /// <inheritdoc cref="LatestAsync(CancellationToken)"/>
    /// <param name="through">What to read with, so that whoever asks keeps none of the silo's own reads and changes waiting.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<MemberTable> LatestAsync(PatientRegisters through, CancellationToken cancellationToken)
    {
        if (_abandoned) return Known;
        MemberTable latest;
        try
        {
            latest = await SearchAsync(through, cancellationToken);
        }
        catch (InvariantException exception)
        {
            throw new ClusteringException($"The membership table cannot be read: {exception.Message}", exception);
        }
        await ForgetAsync();
        return latest;
    }

    private async Task<MemberTable> SearchAsync(PatientRegisters through, CancellationToken cancellationToken)
    {
        MemberTable latest;
        VersionSearch search;
        lock (_lock) (latest, search) = (_log.Known, _log.BeginSearch());
        while (search.Next is { } version)
        {
            var winner = await through.ReadAsync(Key(version), cancellationToken);
            lock (_lock) latest = _log.OnRead(search, winner) ?? latest;
        }
        return latest;
    }

    /// <summary>Makes <paramref name="next"/> the version after the one it was derived from; false if another one is.</summary>
    /// <exception cref="ClusteringException">
    /// It is unknown whether it is: no quorum answered in time, and it may become that version yet; or that version has been forgotten meanwhile.
    /// </exception>
    public async Task<bool> TryAppendAsync(MemberTable next, CancellationToken cancellationToken)
    {
        if (_abandoned) return true;
        var proposal = new Proposal(ProposalId.New(), MemberTableCodec.Encode(next));
        var winner = await registers.ProposeAsync(Key(next.Version), proposal, cancellationToken);
        bool? won;
        lock (_lock) won = _log.OnProposed(next.Version, proposal, winner);
        await ForgetAsync();
        return won ?? throw new ClusteringException(
            $"Version {next.Version} of the membership table has been decided and forgotten since: whether it is this change is unknown. Read the table again.");
    }

    private Task ForgetAsync()
    {
        SlotKey? below;
        lock (_lock) below = _log.TryForget();
        return below is { } slot ? registers.ForgetAsync(slot) : Task.CompletedTask;
    }
}
