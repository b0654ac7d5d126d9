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
    private int _kills;

    public string Name => name;

    public IRegisters Registers => registers;

    public bool TellsRounds => tellsRounds;

    public RouteTally Tally { get; } = new();

    /// <summary>Whether its only node was killed and is not back.</summary>
    public bool Down => _down;

    /// <summary>How often its only node was killed.</summary>
    public int Kills => Volatile.Read(ref _kills);

    public void OnKilled(long now)
    {
        _down = true;
        Interlocked.Increment(ref _kills);
        Tally.Gap.Pause(now);
    }

    /// <param name="onDecision">Told when somebody gets a decision through it again.</param>
    public void OnBack(Action<long> onDecision)
    {
        Tally.Gap.Resume(onDecision);
        _down = false;
    }
}
