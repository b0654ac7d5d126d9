namespace Actors.Paxos;

/// <summary>Which code may write a register of a name: see <see cref="KeySpace"/>.</summary>
public enum KeyKind
{
    /// <summary>Every caller.</summary>
    Free,
    /// <summary>The code of the application that has registered its prefix. The public endpoints of that application refuse it.</summary>
    Owned,
    /// <summary>The library: a slot of a log, or a prefix that is kept for later versions.</summary>
    System,
    /// <summary>The nodes of the cluster, never a client: what they are known by and what they agree on.</summary>
    Identity,
}
