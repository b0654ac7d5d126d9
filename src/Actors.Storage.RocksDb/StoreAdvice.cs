namespace Actors.Storage.RocksDb;

/// <summary>What to do, as the messages of refusals say it.</summary>
internal static class StoreAdvice
{
    internal const string Replace =
        "Replace this node's store with an empty one, as for a lost disk; do not repair it, for it may have forgotten promises.";
}
