namespace Actors.Engine;

/// <summary>The store lacks writes that others have been told of. Whatever those were, this node must not vote.</summary>
public sealed class StoreBehindException(StoreMark has, StoreMark seen) : StoreException(
    $"its store has {has}, and another node has seen {seen}: it was put back from an older copy, or its disk has lost writes that it called durable. "
    + "Put back the store that was last in use; until then the other nodes go on without this one.");
