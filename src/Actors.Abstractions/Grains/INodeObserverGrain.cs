using Actors.Figures;
using Actors.Rounds;

namespace Actors.Grains;

/// <summary>What one node shows of itself to those who watch; its string key is the node's name. It runs on that node or not at all.</summary>
[Alias("actors.node-observer")]
public interface INodeObserverGrain : IGrainWithStringKey
{
    /// <summary>
    /// Has the node record what happens to a register, for some seconds. Answers with what happened after the event numbered <paramref name="after"/>:
    /// at once if there is something, else as soon as there is, or after <paramref name="patience"/>, 10 s at most, with nothing.
    /// </summary>
    [Alias("watch")]
    Task<RoundBatch> WatchAsync(string key, long after, TimeSpan patience);

    /// <summary>What the node has counted since its start.</summary>
    [Alias("figures")]
    Task<NodeFigures> FiguresAsync();
}
