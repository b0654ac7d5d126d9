namespace Actors.Clustering.Tests.Cluster;

/// <summary>Says which silo it is on.</summary>
public interface IEchoGrain : IGrainWithIntegerKey
{
    Task<string> WhereAsync();
}
