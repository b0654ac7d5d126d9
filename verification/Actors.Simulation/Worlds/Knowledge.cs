namespace Actors.Simulation.Worlds;

/// <summary>
/// How many writes of each store somebody must know of, whatever the product remembers: by the answers that it was given, and by all that was known to those
/// who have sent it something since. What the product claims to remember, and the worlds hold it to.
/// </summary>
internal sealed class Knowledge(int nodes)
{
    private readonly long[] _writes = new long[nodes];

    public long Of(SimulatedNode node) => _writes[node.Index];

    public void Add(SimulatedNode node, long writes) => _writes[node.Index] = Math.Max(_writes[node.Index], writes);

    public void Add(Knowledge other)
    {
        for (var i = 0; i < _writes.Length; i++) _writes[i] = Math.Max(_writes[i], other._writes[i]);
    }

    /// <summary>What is known now.</summary>
    public Knowledge Copy()
    {
        var copy = new Knowledge(_writes.Length);
        copy.Add(this);
        return copy;
    }
}
