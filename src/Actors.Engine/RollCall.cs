namespace Actors.Engine;

/// <summary>
/// The first thing after a start: a node votes only once the nodes have told what they have seen of its store. Otherwise a node whose store was put back
/// from an older copy would vote before it can learn that it is behind. A majority must have answered. The others may be down, so they are not waited for
/// for ever; but the only one who remembers may be among them, so each is asked once more after that.
/// </summary>
public sealed class RollCall(ClusterLayout layout, string node)
{
    private readonly HashSet<string> _answered = [node], _silent = [];

    /// <summary>Whether a majority has answered, itself included, and everybody else has answered too or failed to since.</summary>
    public bool IsOver => HasMajority && _answered.Count + _silent.Count == layout.Nodes.Count;

    /// <summary>Those to ask, again and again until the roll call is over.</summary>
    public IReadOnlyList<string> Missing => [.. layout.Nodes.Where(name => !_answered.Contains(name))];

    private bool HasMajority => _answered.Count > layout.Nodes.Count / 2;

    /// <summary>A node has answered, and the acceptors of this one know what it has seen of their store.</summary>
    public void OnAnswer(string other)
    {
        if (layout.IndexOf(other) < 0) return;
        _answered.Add(other);
        _silent.Remove(other);
    }

    /// <summary>A node was asked and has not answered: it cannot be reached, or took too long.</summary>
    public void OnSilence(string other)
    {
        // Before, it may have been this node that could not reach anybody.
        if (HasMajority && layout.IndexOf(other) >= 0 && !_answered.Contains(other)) _silent.Add(other);
    }
}
