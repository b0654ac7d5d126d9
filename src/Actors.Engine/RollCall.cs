namespace Actors.Engine;

/// <summary>
/// The first thing after a start: a node votes only once a majority of the nodes, itself included, has told what it has seen of the node's store.
/// Otherwise a node whose store was put back from an older copy would vote before it can learn that it is behind.
/// </summary>
public sealed class RollCall(ClusterLayout layout, string node)
{
    private readonly HashSet<string> _answered = [node];

    /// <summary>Whether a majority has answered.</summary>
    public bool IsOver => _answered.Count > layout.Nodes.Count / 2;

    /// <summary>Those to ask, again and again until the roll call is over.</summary>
    public IReadOnlyList<string> Missing => [.. layout.Nodes.Where(name => !_answered.Contains(name))];

    /// <summary>A node has answered, and what it has seen of this node's store has been looked at.</summary>
    public void OnAnswer(string other)
    {
        if (layout.IndexOf(other) >= 0) _answered.Add(other);
    }
}
