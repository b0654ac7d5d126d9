namespace Actors.Bench.Systems.ZooKeeper;

/// <summary>What a server answered.</summary>
/// <param name="Code">0, or what went wrong, as zookeeper.h has it.</param>
/// <param name="Value">The data of a node; null if none was asked for, or it has none.</param>
internal readonly record struct Reply(int Code, string? Value = null);
