using Actors.Engine;

namespace Actors.Grains.Hosting;

/// <summary>Opens the durable store of a node. Called once for every start.</summary>
/// <param name="node">The node whose store it is.</param>
/// <exception cref="StoreException">The store cannot be opened: the silo does not start. Nor does it if the store was used by another node or under another layout.</exception>
public delegate IRegisterStore RegisterStoreFactory(string node);
