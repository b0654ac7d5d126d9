namespace Actors.Pages.Tests;

/// <summary>
/// A cluster of their own for tests that need one on which no order was placed, all users are still on the list, or every node may be
/// stopped. Each breaks none of this for the others.
/// </summary>
[CollectionDefinition(Name)]
public sealed class FreshSiloCollection : ICollectionFixture<OwnSilo>
{
    public const string Name = "fresh silo";
}
