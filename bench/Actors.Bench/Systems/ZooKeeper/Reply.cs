namespace Actors.Bench.Systems.ZooKeeper;

/// <summary>What a server answered.</summary>
/// <param name="Code">Whether it did what was asked.</param>
/// <param name="Value">The data of a node; null if none was asked for.</param>
internal readonly record struct Reply(Code Code, string? Value = null);
