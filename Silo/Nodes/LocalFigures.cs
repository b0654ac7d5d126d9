using Actors.Figures;
using Actors.Silo.Configuration;

namespace Actors.Silo.Nodes;

/// <summary>The figures of all nodes, asked for through a node of this process that runs.</summary>
internal sealed class LocalFigures(LocalNodes nodes, SiloSettings settings) : IClusterFigures
{
    public async Task<IReadOnlyList<NodeReport>> AskAsync(CancellationToken cancellationToken = default)
    {
        foreach (var node in nodes.All)
        {
            if (node.Faces is not { } faces) continue;
            using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, faces.Stopping);
            try
            {
                return await faces.Figures.AskAsync(either.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // It was stopped meanwhile.
            }
        }
        return [.. settings.Nodes.Select(node => new NodeReport(node.Name, nodes.MissingBecause, null))];
    }
}
