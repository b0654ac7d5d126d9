namespace Actors.Figures;

/// <summary>What the nodes of the cluster count of themselves.</summary>
public interface IClusterFigures
{
    /// <summary>Asks all nodes at once, those of other processes too. One that does not answer within a second or two is said not to.</summary>
    Task<IReadOnlyList<NodeReport>> AskAsync(CancellationToken cancellationToken = default);
}
