namespace Actors.Clustering.Hosting;

/// <summary>Where a client asks for the gateways of a cluster.</summary>
public sealed class WriteOnceGatewayOptions
{
    /// <summary>
    /// The <c>host:port</c> of the cluster transport of some nodes, as in <see cref="WriteOnceClusteringOptions.Nodes"/>; better all of them. Asked in
    /// turn, beginning anywhere, until one answers.
    /// </summary>
    public IList<string> Nodes { get; } = [];

    /// <summary>How long one node may take to answer before the next one is asked, 10 ms to 30 s. Default: 2 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(2);
}
