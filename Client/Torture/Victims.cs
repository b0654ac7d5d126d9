using Actors.Client.Cluster;

namespace Actors.Client.Torture;

/// <summary>The nodes that may be killed.</summary>
internal sealed class Victims : IDisposable
{
    private Victims(IReadOnlyList<Victim> all, TimeSpan every) => (All, Every) = (all, every);

    public IReadOnlyList<Victim> All { get; }

    /// <summary>How long to leave them alone between kills.</summary>
    public TimeSpan Every { get; }

    /// <exception cref="UsageException">Half of what is needed is missing, a node is none of the cluster, or a process is not there.</exception>
    public static Victims Of(IReadOnlyList<VictimSpec> specs, TimeSpan? every, IReadOnlyList<ClusterNode> nodes)
    {
        if (specs.Count == 0 != every is null) throw new UsageException("--kill-every and --nodes go together.");
        foreach (var spec in specs)
            if (nodes.All(node => node.Name != spec.Node)) throw new UsageException($"There is no node {spec.Node} in --cluster.");
        return new Victims([.. specs.Select(spec => new Victim(spec))], every ?? Timeout.InfiniteTimeSpan);
    }

    public void Dispose()
    {
        foreach (var victim in All) victim.Dispose();
    }
}
