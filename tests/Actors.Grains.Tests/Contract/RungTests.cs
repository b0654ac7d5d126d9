using System.Collections.Concurrent;
using Actors.Grains.Tests.Cluster;
using Actors.Paxos;
using Actors.Registers;

namespace Actors.Grains.Tests.Contract;

public sealed class LocalWriteOnceTests : WriteOnceContract
{
    private readonly ConcurrentDictionary<string, object> _variables = new();

    protected override IWriteOnce<T> Variable<T>(string key) => (IWriteOnce<T>)_variables.GetOrAdd(key, _ => new LocalWriteOnce<T>());
}

public sealed class LockedWriteOnceTests : WriteOnceContract
{
    private readonly ConcurrentDictionary<string, object> _variables = new();

    protected override IWriteOnce<T> Variable<T>(string key) => (IWriteOnce<T>)_variables.GetOrAdd(key, _ => new LockedWriteOnce<T>());
}

public sealed class CoordinatorWriteOnceTests(ClusterFixture fixture) : WriteOnceContract, IClassFixture<ClusterFixture>
{
    protected override IWriteOnce<T> Variable<T>(string key) =>
        new CoordinatorWriteOnce<T>(fixture.Cluster.Grains("n1"), new RegisterKey(key));
}

public sealed class PaxosWriteOnceTests(ClusterFixture fixture) : WriteOnceContract, IClassFixture<ClusterFixture>
{
    protected override IWriteOnce<T> Variable<T>(string key) => fixture.Cluster.Registers("n1").WriteOnce<T>(key);
}

/// <summary>The product once more, as a client of the cluster sees it.</summary>
public sealed class ClientWriteOnceTests(ClusterFixture fixture) : WriteOnceContract, IClassFixture<ClusterFixture>
{
    protected override IWriteOnce<T> Variable<T>(string key) => new ClientRegisters(fixture.Cluster.Grains("n2")).WriteOnce<T>(key);
}
