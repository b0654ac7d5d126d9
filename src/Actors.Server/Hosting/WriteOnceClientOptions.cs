namespace Actors.Server.Hosting;

/// <summary>An Orleans client of a cluster of write-once registers.</summary>
public sealed class WriteOnceClientOptions
{
    /// <summary>The nodes by name and <c>host:port</c>, as in <see cref="WriteOnceNodeOptions.Nodes"/>. One is enough to find the others; better all of them.</summary>
    public IDictionary<string, string> Nodes { get; } = new Dictionary<string, string>();

    /// <summary>How long a call on a register may take in all, more than 0 and a day at most. Default: 15 s.</summary>
    public TimeSpan OperationTimeout { get; set; } = TimeSpan.FromSeconds(15);
}
