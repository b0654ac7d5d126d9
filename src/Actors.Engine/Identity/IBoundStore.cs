namespace Actors.Engine.Identity;

/// <summary>
/// A store that a node votes with besides the one of its clustering. Clustering binds every one that is a service of the silo: if another store comes back
/// under the same name, the node does not vote.
/// </summary>
public interface IBoundStore
{
    /// <summary>Its name among the stores of the node, the same at every start; not <see cref="StoreIds.Clustering"/>.</summary>
    string Name { get; }

    /// <summary>Opens the store unless it is open, and tells its id.</summary>
    /// <exception cref="StoreException">It cannot be opened: the node does not start.</exception>
    Guid Open();
}
