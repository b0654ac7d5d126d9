using Actors.Paxos;

namespace Actors.Engine;

/// <summary>Those on this node who wait for one register to be decided.</summary>
internal sealed class Watch(RegisterKey key) : Timed
{
    public RegisterKey Key => key;
    public List<Caller> Callers { get; } = [];

    /// <summary>How often a look has found no decision.</summary>
    public int Looks { get; set; }
}
