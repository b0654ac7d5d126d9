namespace Actors.Clustering.Tests.Cluster;

internal sealed class EchoGrain(ILocalSiloDetails silo) : Grain, IEchoGrain
{
    public Task<string> WhereAsync() => Task.FromResult(silo.Name);
}
