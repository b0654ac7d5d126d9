namespace Actors.Silo.Tests;

/// <summary>
/// Tests that kill nodes of one cluster, one test at a time. Each asks for the whole cluster first. A test that tampers with the data of a node has a
/// cluster of its own.
/// </summary>
[CollectionDefinition(Name)]
public sealed class ProcessClusterCollection : ICollectionFixture<ProcessCluster>
{
    public const string Name = "process cluster";
}
