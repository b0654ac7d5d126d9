namespace Actors.Clustering.Membership;

/// <summary>What a node tells clients who look for a way in.</summary>
internal static class Gateways
{
    /// <summary>
    /// The gateways of the active silos, in the form that Orleans' clients use. Without a quorum those that this node knows: clients need some way
    /// in, and the silos go on.
    /// </summary>
    public static async Task<string[]> FindAsync(TableVersions versions, TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        MemberTable table;
        try
        {
            table = await versions.LatestAsync(either.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or ClusteringException)
        {
            table = versions.Known;
        }
        return [.. table.Rows
            .Where(row => row.Status == SiloStatus.Active && row.ProxyPort != 0)
            .Select(row => SiloAddress.New(row.Silo.Endpoint.Address, row.ProxyPort, row.Silo.Generation).ToGatewayUri().ToString())];
    }
}
