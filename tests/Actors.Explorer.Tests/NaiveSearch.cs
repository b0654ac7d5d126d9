using Actors.Explorer.Worlds;

namespace Actors.Explorer.Tests;

/// <summary>Every world by its full text, every move, nothing left out and nothing merged.</summary>
internal sealed class NaiveSearch
{
    private readonly Dictionary<string, bool> _canSettle = [];

    public int States => _canSettle.Count;
    public bool Disagrees { get; private set; }
    public bool Blocks { get; private set; }
    public int? ShortestDisagreement { get; private set; }

    public NaiveSearch Explore(World start)
    {
        CanSettle(start);
        Blocks = _canSettle.ContainsValue(false);
        ShortestDisagreement = Disagrees ? Breadth(start) : null;
        return this;
    }

    private bool CanSettle(World world)
    {
        var text = Text(world);
        if (_canSettle.TryGetValue(text, out var known)) return known;
        Disagrees |= world.Disagrees;
        var can = world.IsSettled;
        foreach (var move in world.Moves()) can |= CanSettle(world.Apply(move));
        return _canSettle[text] = can;
    }

    private static int Breadth(World start)
    {
        var seen = new HashSet<string>();
        var open = new Queue<(World World, int Depth)>([(start, 0)]);
        while (open.TryDequeue(out var next))
        {
            if (next.World.Disagrees) return next.Depth;
            foreach (var after in next.World.Moves().Select(next.World.Apply))
                if (seen.Add(Text(after)))
                    open.Enqueue((after, next.Depth + 1));
        }
        return -1;
    }

    private static string Text(World world) => string.Join('|',
        [.. world.Nodes.Select(Describe), .. world.Down, .. world.Told, world.Faults,
            .. world.Messages.Select(message => $"{message.From}>{message.To}:{message.Payload.Label}").Order(StringComparer.Ordinal)]);

    // A tally shows its counts only; whose votes they are follows from the messages that are left.
    private static string Describe(NodeState node) => $"{node.Holds}/{node.Decided}";
}
