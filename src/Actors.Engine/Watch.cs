using Actors.Paxos;

namespace Actors.Engine;

/// <summary>Those on this node who wait for one register to be decided. Looks itself now and then, should the hint be lost.</summary>
internal sealed class Watch(RegisterKey key) : Timed
{
    public RegisterKey Key => key;
    public List<Caller> Callers { get; } = [];

    /// <summary>How often it has looked.</summary>
    public int Looks { get; set; }
}
