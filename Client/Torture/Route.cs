using Actors.Registers;

namespace Actors.Client.Torture;

/// <summary>A way into the cluster, and what callers met on it.</summary>
/// <param name="name">Its name.</param>
/// <param name="registers">The registers as it shows them.</param>
/// <param name="tellsRounds">Whether outcomes say how many classic rounds there were.</param>
internal sealed class Route(string name, IRegisters registers, bool tellsRounds)
{
    /// <summary>The name of the way that uses all nodes: when one is lost, the call goes on through another.</summary>
    public const string AnyNode = "any";

    private volatile bool _down;

    public string Name => name;

    public IRegisters Registers => registers;

    public bool TellsRounds => tellsRounds;

    public RouteTally Tally { get; } = new();

    /// <summary>Whether its only node was killed and is not back.</summary>
    public bool Down => _down;

    public void OnKilled(long now)
    {
        _down = true;
        Tally.Gap.Pause(now);
    }

    public void OnBack(long now)
    {
        Tally.Gap.Resume(now);
        _down = false;
    }
}
