using Actors.Figures;
using Actors.Grains.Hosting;
using Actors.Grains.Placement;
using Microsoft.Extensions.Options;

namespace Actors.Grains.Observers;

/// <summary>Asks every node for its figures.</summary>
internal sealed class ClusterFigures(IGrainFactory grains, LiveNodes nodes, IOptions<WriteOnceOptions> options, TimeProvider time) : IClusterFigures
{
    public async Task<IReadOnlyList<NodeReport>> AskAsync(CancellationToken cancellationToken = default) =>
        await Task.WhenAll(options.Value.Nodes.Select(node => AskAsync(node, cancellationToken)));

    private async Task<NodeReport> AskAsync(string node, CancellationToken cancellationToken)
    {
        try
        {
            nodes.Require(node);
            var figures = await grains.GetGrain<INodeObserverGrain>(node).FiguresAsync().WaitAsync(options.Value.MessageTimeout, time, cancellationToken);
            return new NodeReport(node, figures.RefusesBecause, figures);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return new NodeReport(node, exception is TimeoutException ? $"Node '{node}' does not answer." : exception.Message, null);
        }
    }
}
