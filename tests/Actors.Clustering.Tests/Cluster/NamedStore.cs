using Actors.Engine.Identity;

namespace Actors.Clustering.Tests.Cluster;

/// <summary>A store that has nothing but an id.</summary>
internal sealed class NamedStore(string name, Guid id) : IBoundStore
{
    public string Name => name;

    public Guid Open() => id;
}
