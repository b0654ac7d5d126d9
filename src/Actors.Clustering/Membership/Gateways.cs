using Actors.Clustering.Nodes;

namespace Actors.Clustering.Membership;

/// <summary>What a node tells clients who look for a way in. However many ask, it reads the table once at a time, and not at all while it does not vote.</summary>
/// <param name="versions">The table.</param>
/// <param name="registers">What it is read with: shared with nothing that the node itself needs.</param>
/// <param name="refusal">Why the node does not vote, null if it does.</param>
/// <param name="time">The clock.</param>
internal sealed class Gateways(TableVersions versions, PatientRegisters registers, Func<string?> refusal, TimeProvider time)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private Task<MemberTable>? _reading;

    /// <summary>
    /// The gateways of the active silos, in the form that Orleans' clients use. Without a quorum those that this node knows: clients need some way
    /// in, and the silos go on.
    /// </summary>
    /// <exception cref="ClusteringException">It knows no version of the table yet. Another node may.</exception>
    public async Task<string[]> FindAsync(CancellationToken cancellationToken)
    {
        var table = refusal() is null ? await ReadAsync().WaitAsync(cancellationToken) : versions.Known;
        if (table.Version == 0 && refusal() is { } reason) throw new ClusteringException($"This node does not know the gateways yet: {reason} Ask another node.");
        return [.. table.Rows
            .Where(row => row.Status == SiloStatus.Active && row.ProxyPort != 0)
            .Select(row => SiloAddress.New(row.Silo.Endpoint.Address, row.ProxyPort, row.Silo.Generation).ToGatewayUri().ToString())];
    }

    /// <summary>A list of gateways is a hint, so a read that others have begun is as good as one of one's own.</summary>
    private Task<MemberTable> ReadAsync()
    {
        lock (_lock) return _reading is { IsCompleted: false } reading ? reading : _reading = ReadOnceAsync();
    }

    private async Task<MemberTable> ReadOnceAsync()
    {
        using var deadline = new CancellationTokenSource(Patience, time);
        try
        {
            return await versions.LatestAsync(registers, deadline.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ClusteringException)
        {
            return versions.Known;
        }
    }
}
