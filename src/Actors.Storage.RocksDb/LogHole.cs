namespace Actors.Storage.RocksDb;

/// <summary>The first place in the logs of a database where a batch is missing.</summary>
/// <param name="Log">Which of the logs.</param>
/// <param name="Start">Where the last whole batch before it ends.</param>
/// <param name="IsDamage">Whether a power loss cannot have left it.</param>
internal readonly record struct LogHole(int Log, long Start, bool IsDamage);
