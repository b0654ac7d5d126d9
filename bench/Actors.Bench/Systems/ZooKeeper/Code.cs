namespace Actors.Bench.Systems.ZooKeeper;

/// <summary>What a server answers with: the codes of <c>KeeperException</c> that matter here.</summary>
internal enum Code
{
    Ok = 0,
    ConnectionLoss = -4,
    NoNode = -101,
    NodeExists = -110,
}
