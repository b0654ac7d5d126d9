namespace Actors.Server.Tests;

[GenerateSerializer]
public sealed class CartState
{
    [Id(0)]
    public int Items { get; set; }
}
