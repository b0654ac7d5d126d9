namespace Actors.Server.Tests;

/// <summary>A grain as any application has it: it knows nothing of where its state is.</summary>
internal sealed class CartGrain : Grain<CartState>, ICartGrain
{
    public async Task<int> AddAsync(int items)
    {
        State.Items += items;
        await WriteStateAsync();
        return State.Items;
    }
}
