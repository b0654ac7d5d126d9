using System.Globalization;

namespace Actors.Simulation.Worlds;

/// <summary>What happened in a world, a line per event, a column per node and client.</summary>
internal sealed class Trace(int nodes, int clients)
{
    private const int Width = 34;
    private readonly List<(TimeSpan At, int Node, string Text)> _lines = [];

    public int Count => _lines.Count;

    /// <summary>Notes an event at a node or, after the nodes, a client; -1 is the callers and the world around the nodes.</summary>
    public void Add(TimeSpan at, int node, string text) => _lines.Add((at, node, text));

    public IEnumerable<string> Lines()
    {
        yield return Line("time/ms", -1, "world and callers") + string.Concat(
            Enumerable.Range(1, nodes).Select(node => $"n{node}".PadRight(Width)).Concat(Enumerable.Range(1, clients).Select(client => $"c{client}".PadRight(Width))));
        foreach (var (at, node, text) in _lines)
            yield return Line(at.TotalMilliseconds.ToString("F3", CultureInfo.InvariantCulture), node, text).TrimEnd();
    }

    public override string ToString() => string.Join('\n', Lines());

    private static string Line(string at, int node, string text) => $"{at,10}  {new string(' ', (node + 1) * Width)}{text.PadRight(Width)} ";
}
